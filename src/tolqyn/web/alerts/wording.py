"""A notice in words: what came about, why it is told, and where its evidence stands."""

from collections.abc import Callable

from tolqyn.queries.desk import Desk
from tolqyn.queries.names import press_name, target_name
from tolqyn.web.alerts.due import Notice
from tolqyn.web.quieting import path_of, quiet
from tolqyn.web.wording import Words


def worded(desk: Desk, told: Words, base: str) -> Callable[[Notice], tuple[str, str]]:
    """Title and body of notices in a language; links begin with `base`."""

    def word(notice: Notice) -> tuple[str, str]:
        wave = desk.wave_by_name[notice.wave_id]
        target, press = target_name(desk.settings, wave.target, told.language), press_name(desk.settings, wave.press)
        title = told.text[f"alerts.{notice.kind}"].format(target=quiet(target), press=quiet(press))
        reason = told.text["alerts.reason"].format(
            n=told.number(notice.observed), day=told.day(wave.onset), expected=told.number(wave.expected, "about"),
            strength=told.number(wave.strength, "times"), sources=told.number(wave.sources),
        )  # fmt: skip
        return title, f"{reason}\n{base}{path_of(notice.wave_id)}\n{base}{path_of(notice.wave_id)}/brief.html"

    return word
