"""Which strings of plain letters a Vietnamese syllable can look like once its marks are folded away."""

from functools import cache

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu
    i ia ic ich iec iem ien ieng iep iet ieu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot
    u ua uan uang uat uay uc ue uech uen uenh uet ui uin uit um un ung uo uoc uoi uom uon uong uop uot uou up ut uu
    uy uya uych uyen uyet uyn uynh uyp uyt uyu y yem yen yeng yet yeu ym yn ynh yt
"""
_FRONT = "iey"
_BEFORE_FRONT = {"c": False, "g": False, "ng": False, "k": True, "gh": True, "ngh": True}
"""Onsets of which the spelling tells whether a front vowel follows."""


@cache
def folded_syllables() -> frozenset[str]:
    """All syllables that the spelling allows, folded: also those that no word has."""
    onsets = ["", *_ONSETS.split()]
    return frozenset(onset + rime for onset in onsets for rime in _RIMES.split() if _fits(onset, rime)) | {"gi"}


def _fits(onset: str, rime: str) -> bool:
    if onset == "g" and rime[0] == "i":
        return True  # gìn, gì, giếng
    if onset == "qu":
        return rime[0] != "u"
    if onset == "c" and rime[:2] in ("oa", "oe", "uy"):
        return False  # these are written qu
    wanted = _BEFORE_FRONT.get(onset)
    return wanted is None or wanted == (rime[0] in _FRONT)
