"""`python -m evaluation.extraction`: measure, print, and fail where a floor falls."""

import sys
from pathlib import Path
from time import process_time

from evaluation.extraction.languages import cuts, tell, whole
from evaluation.extraction.pages import densest, ours, plain_trafilatura, text_score, wrong_dates
from evaluation.extraction.reading import CYRILLIC, NOW, PAGES, POSTS, SENTENCES, capture, posts
from evaluation.floors import Change, Outcome, absent, change_asked, check, verdict
from tolqyn.extract import Options, extract
from tolqyn.model.document import Document

FLOORS = Path(__file__).with_name("floors.toml")
_CUTS = (2, 3, 4, 5)


def article_text(change: Change) -> Outcome:
    """F1 on the article extraction benchmark; speeds and peers are printed and hold no floor."""
    if gone := absent([PAGES]):
        return Outcome("article-text", "skipped", (gone,))
    print(f"{'text of articles':<26}{'precision':>10}{'recall':>8}{'F1':>8}{'pages/CPU-s':>13}")
    measured: dict[str, float] = {}
    for name, extractor in (
        ("tolqyn", ours),
        ("trafilatura, as it comes", plain_trafilatura),
        ("densest block alone", densest),
    ):
        found, speed = text_score(extractor)
        print(f"{name:<26}{found.precision:>10.4f}{found.recall:>8.4f}{found.f1:>8.4f}{speed:>13.1f}")
        measured |= {"precision": found.precision, "recall": found.recall, "f1": found.f1} if extractor is ours else {}
    return check("article-text", measured, [PAGES], FLOORS, change)


def page_dates(change: Change) -> Outcome:
    """Share of Cyrillic pages that get their true day."""
    if gone := absent([CYRILLIC]):
        return Outcome("page-dates", "skipped", (gone,))
    wrong, count = wrong_dates()
    print(f"{'days of pages':<26}{count - len(wrong)} of {count} right")
    for line in wrong:
        print(f"  {line}")
    return check("page-dates", {"right": 1 - len(wrong) / count}, [CYRILLIC], FLOORS, change)


def language(change: Change) -> Outcome:
    """Language of SIB-200 sentences and of cuts of two to five words."""
    if gone := absent([SENTENCES]):
        return Outcome("language", "skipped", (gone,))
    print(f"{'language of':<26}{'coverage':>10}{'accuracy':>10}{'right':>8}   with the source's habit")
    measured: dict[str, float] = {}
    for name, samples in (("sentences", whole()), *((f"{words}-words", cuts(words)) for words in _CUTS)):
        plain, habit = tell(samples, with_habit=False), tell(samples, with_habit=True)
        print(
            f"{name:<26}{plain.coverage:>10.4f}{plain.accuracy:>10.4f}{plain.right:>8.4f}"
            f"   {habit.coverage:.4f} {habit.accuracy:.4f} {habit.right:.4f}"
        )
        measured |= {
            f"{name}-accuracy": plain.accuracy,
            f"{name}-right": plain.right,
            f"{name}-habit-right": habit.right,
        }
    return check("language", measured, [SENTENCES], FLOORS, change)


def post_documents(change: Change) -> Outcome:
    """Share of Telegram posts that become dated documents in a named language, and how fast."""
    if gone := absent([POSTS]):
        return Outcome("posts", "skipped", (gone,))
    messages = list(posts())
    about, options = capture("posts.json", "telegram-post", (("dialect", "list"),)), Options(NOW)
    extract(about, messages[0], options)
    start = process_time()
    found = [outcome for message in messages for outcome in extract(about, message, options)]
    spent = process_time() - start
    documents = [item for item in found if isinstance(item, Document)]
    print(f"{'posts':<26}{len(messages)} in {spent:.1f} CPU-s, {len(messages) / spent:.0f}/CPU-s")
    measured = {
        "documents": len(documents) / len(messages),
        "dated": sum(item.published_at is not None for item in documents) / len(messages),
        "language": sum(item.language is not None for item in documents) / len(messages),
        "russian": sum(item.language == "ru" for item in documents) / len(messages),
    }
    return check("posts", measured, [POSTS], FLOORS, change)


def main() -> int:
    """Run every benchmark whose data is here."""
    change = change_asked(sys.argv[1:])
    return verdict([part(change) for part in (article_text, page_dates, language, post_documents)])


if __name__ == "__main__":
    sys.exit(main())
