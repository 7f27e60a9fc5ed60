"""Three-letter codes of languages, which FollowTheMoney wants, for the two-letter codes that documents have."""

# ISO 639-1 to the terminological codes of ISO 639-2, for the languages that the extractor tells apart.
_PAIRS = """
af:afr am:amh an:arg ar:ara as:asm az:aze be:bel bg:bul bn:ben br:bre bs:bos ca:cat cs:ces cy:cym da:dan de:deu dz:dzo
el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fo:fao fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv ht:hat
hu:hun hy:hye id:ind is:isl it:ita ja:jpn jv:jav ka:kat kk:kaz km:khm kn:kan ko:kor ku:kur ky:kir la:lat lb:ltz lo:lao
lt:lit lv:lav mg:mlg mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor oc:oci or:ori
pa:pan pl:pol ps:pus pt:por qu:que ro:ron ru:rus rw:kin se:sme si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam
te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie vo:vol wa:wln xh:xho zh:zho zu:zul
"""
_LONG = dict(pair.split(":") for pair in _PAIRS.split())


def three_letters(language: str | None) -> str | None:
    """Three-letter code of a language, `None` where none is known.

    >>> three_letters("kk"), three_letters(None)
    ('kaz', None)
    """
    return _LONG.get(language or "")
