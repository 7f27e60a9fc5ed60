"""Words by which a passage denies what it says: a refutation, or a negated message.

Sentence vectors hardly see a negation. These words do not turn a match into nothing (who denies a message repeats
it, and “X denies that it prepares” may be the message all the same), they make it unsure.
"""

import re

_DENIALS = {
    "ru": (
        r"опроверг\w*",
        r"отрица\w+",
        r"отверг\w*",
        r"не\s+(?:готов\w+|планир\w+|будет|собира\w+|намерен\w*|вмешива\w+)",
        r"неправда",
        r"фейк\w*",
        r"миф\w*",
        r"нет\s+(?:никаких\s+)?(?:доказательств|подтверждени\w)",
    ),
    "uk": (
        r"спрост\w+",
        r"запереч\w+",
        r"відкида\w+",
        r"не\s+(?:готу\w+|плану\w+|буде|збира\w+|втруча\w+)",
        r"неправда",
        r"фейк\w*",
    ),
    "kk": (
        r"жоққа\s+шығар\w*",
        r"теріске\s+шығар\w*",
        r"өтірік",
        r"жалған",
        r"\w+(?:майды|мейді|байды|бейді|пайды|пейді)",
    ),
    "en": (
        r"den(?:y|ies|ied|ying)",
        r"refut\w+",
        r"reject\w*",
        r"debunk\w*",
        r"no\s+evidence",
        r"untrue",
        r"(?:is|are|was|were|does|do|did|will)\s+not",
        r"(?:is|are|was|were|does|do|did)n['’]t",
        r"won['’]t",
        r"hoax",
    ),
}

_EVERY = re.compile(r"\b(?:" + "|".join(one for ones in _DENIALS.values() for one in ones) + r")\b", re.IGNORECASE)
_BY_LANGUAGE = {code: re.compile(r"\b(?:" + "|".join(ones) + r")\b", re.IGNORECASE) for code, ones in _DENIALS.items()}


def denies(passage: str, language: str | None) -> bool:
    """Whether a passage holds a word of denial; of an unknown language, one of any.

    >>> denies("Біз мұны жоққа шығарамыз", "kk"), denies("Запад готовит переворот", "ru")
    (True, False)
    """
    return _BY_LANGUAGE.get(language or "", _EVERY).search(passage) is not None
