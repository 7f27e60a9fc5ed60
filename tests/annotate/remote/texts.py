"""Texts that the remote components are asked about."""

from tolqyn.annotate.reader import bare_text
from tolqyn.annotate.roles import Marked
from tolqyn.annotate.targets import TargetAnnotator

RUSSIAN = "Власти Грузии ошиблись. «Мы  ответим \u201eжёстко\u201c», — сказал посол. Посол уехал. Мы ждём."


def marked(text: str = RUSSIAN, language: str = "ru") -> Marked:
    return Marked(bare_text(text, language, TargetAnnotator()))
