"""Who was at a meeting by its old minutes: head counts, those absent by name and reason, who chaired and recorded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from model.old_minutes.lines import Doubt, Fact, Line, fact, one
from model.old_minutes.people import SPEECH, TITLE, Names, listed
from model.old_minutes.times import pattern

_OF = rf"(?:\s*(?:{TITLE}|đảng viên|chi ủy viên|người))?"
_SHARE = r"(?:\s*\(?\s*(?:đạt|chiếm|tỉ lệ|tỷ lệ|=)?\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*\)?)?"
_TOTAL = pattern(rf"tổng số([^:;,.\d]{{0,40}}?)\s*:?\s*(\d{{1,3}})\b(?![/.,]\d|\s*%){_OF}")
_PRESENT = pattern(
    rf"có mặt(?:\s+(?:dự họp|dự|tại hội nghị|tham dự))?\s*:?\s*(\d{{1,3}})(?:\s*/\s*(\d{{1,3}}))?\b(?!\s*%)"
    rf"{_OF}(?:\s*phải dự(?:\s+họp)?|\s*được triệu tập)?{_SHARE}"
)
_EXPECTED = pattern(rf"(?:phải dự|được triệu tập|triệu tập)(?:\s+họp)?\s*:?\s*(\d{{1,3}})\b(?!\s*%){_OF}")
_ABSENT = pattern(rf"vắng(?:\s+mặt)?\s*:?\s*(\d{{1,3}})\b(?!\s*%){_OF}")
_WHY = pattern(
    r"(?:vắng(?:\s+mặt)?\s*:?\s*)?(?:(không\s+(?:có\s+)?(?:(?:lý|lí)\s+do|phép))|(có\s+(?:(?:lý|lí)\s+do|phép))"
    rf"|(làm nhiệm vụ, không tính))\s*:?\s*(\d{{1,3}})?\b(?!\s*%){_OF}\s*[:,]?\s*"
)
_ABSENCE = pattern(r"vắng|làm nhiệm vụ, không tính|^[-+*•\s]*(?:có|không)")
_STATUS = ("unexcused", "excused", "on_duty")
_APART = pattern(r"tạm thời|miễn|khách|đại biểu|dự bị|chính thức|nữ\b|đình chỉ")
"""Words before a figure that make it one of other people than all members."""
_NEAR = 200
"""Letters before a figure in which the words that lead to it are looked for."""
_NOT_EXPECTED = pattern(r"miễn|tạm thời|đình chỉ")
_REASON = pattern(r"^\s*(?:\((.*)\)|[-–:,]\s*(.*)|((?:vì|do|bị|xin|ốm|đi|bận|đang)\b.*))\s*$")
_BULLET = pattern(r"^\s*(?:[-+*•]|\d{1,2}\s*[.)])")
_OF_MEETING = r"(?:\s+(?:hội nghị|cuộc họp|buổi họp|buổi sinh hoạt|sinh hoạt))?"
_ROLES = {
    "chair": pattern(rf"(?:chủ trì|chủ toạ|chủ tọa){_OF_MEETING}\s*:\s*"),
    "recorder": pattern(rf"(?:thư k[ýí]|(?:người )?ghi biên bản){_OF_MEETING}\s*:\s*"),
    "scorer": pattern(r"người (?:theo dõi,? ?)?(?:và )?chấm điểm\s*:\s*"),
}

COUNTS = ("total", "expected", "present", "absent", "excused", "unexcused")


def attendance(lines: Sequence[Line], names: Names) -> tuple[list[Fact], list[Doubt]]:
    """The counts, absentees and roles of the part on attendance; a count that contradicts another is no fact."""
    found = [f for line in lines for f in _counts(line)]
    absentees: list[Fact] = []
    doubts: list[Doubt] = []
    for place, line in enumerate(lines):
        told, unclear = _absentees(line, lines[place + 1 :], names)
        absentees, doubts = absentees + told, doubts + unclear
    roles, unclear = _roles(lines, names)
    counts, contradictions = _agreeing(found + [f for f in absentees if f.what in COUNTS], lines)
    named, twice = _once([f for f in absentees if f.what == "absentee"])
    return [*counts, *named, *roles], [*doubts, *unclear, *contradictions, *twice]


def _counts(line: Line) -> Iterator[Fact]:
    text = "" if SPEECH.match(line.text) else line.text
    for found in _TOTAL.finditer(text):
        about = found[1].lower()
        if re.search(r"triệu tập|phải dự", about):
            yield fact("expected", int(found[2]), line, found.span(), "số ghi sau “triệu tập”, “phải dự”")
        elif not re.search(r"có mặt|vắng|dự họp|tham dự", about) and not _APART.search(about):
            yield fact("total", int(found[2]), line, found.span(), "số ghi sau “tổng số”")
    for found in _PRESENT.finditer(text):
        if _about_others(text, found.start()):
            continue
        if found[2] and found[3] and not percent_fits(int(found[1]), int(found[2]), found[3]):
            yield fact("wrong share", None, line, found.span(), "")
            continue
        yield fact("present", int(found[1]), line, found.span(), "số ghi sau “có mặt”")
        if found[2]:
            yield fact("of", int(found[2]), line, found.span(), "số ghi sau “có mặt …/”")
    others = ((_EXPECTED, "expected", "số ghi sau “phải dự”"), (_ABSENT, "absent", "số ghi sau “vắng”"))
    for pattern_, what, why in others:
        for found in pattern_.finditer(text):
            if not _about_others(text, found.start()):
                yield fact(what, int(found[1]), line, found.span(), why)


def _about_others(text: str, start: int) -> bool:
    """Whether the clause that leads to the figure is about others than all members."""
    return bool(_APART.search(re.split(r"[;:.,(]", text[max(0, start - _NEAR) : start])[-1]))


def percent_fits(part: int, whole: int, told: str) -> bool:
    """Whether a share in percent is that of the two figures, however it was rounded."""
    return whole > 0 and abs(float(told.replace(",", ".")) - part * 100 / whole) <= 1


def _absentees(line: Line, after: Sequence[Line], names: Names) -> tuple[list[Fact], list[Doubt]]:
    """The counts with and without reason, and the people named behind each; a list may follow in lines of its own."""
    text = "" if SPEECH.match(line.text) else line.text
    found = [label for label in _WHY.finditer(text) if _ABSENCE.search(text) and not _of_others(line, label)]
    # Without figure or colon it is one person's: “A (không phép), B (ốm)”.
    found = [label for label in found if label[4] or ":" in label[0]]
    facts: list[Fact] = []
    doubts: list[Doubt] = []
    for place, label in enumerate(found):
        status = next(word for word, group in zip(_STATUS, label.groups(), strict=False) if group)
        number = int(label[4]) if label[4] else None
        if number is not None and status != "on_duty":
            facts.append(fact(status, number, line, label.span(), f"số ghi sau “{label[0].split(':')[0].strip()}”"))
        end = found[place + 1].start() if place + 1 < len(found) else len(line.text)
        told, unclear = _named(line, label.end(), end, status, names)
        if not told and not unclear and number and place + 1 == len(found):
            told, unclear = _below(after[:number], status, names)
        if number is not None and len(told) > number:
            doubts.append(
                Doubt(line.number, label[0], f"Ghi {number} người nhưng nêu {len(told)} tên: không lấy số và tên.")
            )
            facts = [f for f in facts if f.what != status]
        else:
            if number is not None and len(told) < number:
                unclear.append(
                    Doubt(line.number, label[0].strip(), f"Ghi {number} người, chỉ nhận ra {len(told)} người.")
                )
            facts, doubts = facts + told, doubts + unclear
    return facts, doubts


def _of_others(line: Line, label: re.Match[str]) -> bool:
    """Whether the absence is that of a guest or of somebody not expected: ``… tạm thời: A (vắng có lý do: …)``."""
    before = re.split(r"[;.]", line.text[max(0, label.start() - _NEAR) : label.start()])[-1]
    return bool(pattern(r"tạm thời|miễn|đình chỉ|khách|đại biểu").search(before))


def _below(lines: Sequence[Line], status: str, names: Names) -> tuple[list[Fact], list[Doubt]]:
    """Those named in lines of their own, as far as these go."""
    facts: list[Fact] = []
    for line in lines:
        told, _ = _named(line, 0, len(line.text), status, names) if _BULLET.match(line.text) else ([], [])
        if len(told) != 1:
            break
        facts += told
    return facts, []


def _named(line: Line, start: int, end: int, status: str, names: Names) -> tuple[list[Fact], list[Doubt]]:
    facts: list[Fact] = []
    doubts: list[Doubt] = []
    # What is in the bracket that the label stands in ends with it: “vắng: 03 (có lý do: 02 (A, B); …)”.
    while line.text[start:end].count(")") > line.text[start:end].count("("):
        end = line.text.rfind(")", start, end)
    opened = line.text[start:end].strip()
    if opened.startswith("(") and opened.endswith(")") and _closes_at_end(opened):
        start, end = line.text.index("(", start) + 1, line.text.rindex(")", start, end)
    for first, last in listed(line.text[start : _sentence(line.text, start, end)]):
        words = line.text[start + first : start + last].rstrip(" .")
        who = names.read(words.lstrip())
        if who.id:
            reason = _REASON.match(who.rest) if status != "unexcused" else None
            why = next((group for group in reason.groups() if group), "").strip() if reason else ""
            # Words behind the name that are no reason are no part of the fact, and so stay text.
            span = (start + first, start + first + len(words) - (0 if reason else len(who.rest)))
            facts.append(fact("absentee", (who.id, status, why), line, span, "đúng một người có họ tên này"))
        elif who.problem:
            why = f"{who.problem[0].upper()}{who.problem[1:]}: tên giữ nguyên là lời."
            doubts.append(Doubt(line.number, words.strip(), why))
        elif facts and words.strip():
            facts[-1] = _longer(facts[-1], line, start + last)
    return facts, doubts


def _sentence(text: str, start: int, end: int) -> int:
    """Where the sentence ends that begins at ``start``: at a full stop outside of brackets, before a capital."""
    for stop in re.finditer(r"(?<!/c)(?<=[^\d\s])\.\s+(?=[^\W\d_])", text[start:end]):
        said = text[start : start + stop.start()]
        if said.count("(") == said.count(")") and text[start + stop.end()].isupper():
            return start + stop.start()
    return end


def _closes_at_end(text: str) -> bool:
    """Whether the bracket that the text begins with is closed by its last sign."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return place == len(text) - 1
    return False


def _longer(before: Fact, line: Line, end: int) -> Fact:
    """An absentee whose reason has a comma in it: what follows and names nobody belongs to it."""
    who, status, reason = before.value
    more = line.text[before.span[1] : end].rstrip(" .)")
    if not reason:
        return before
    return fact("absentee", (who, status, f"{reason}{more}"), line, (before.span[0], end), before.why)


def _once(absentees: Iterable[Fact]) -> tuple[list[Fact], list[Doubt]]:
    """Each absentee once; somebody named as absent in two ways is not taken."""
    by_person: dict[str, list[Fact]] = {}
    for told in absentees:
        by_person.setdefault(told.value[0], []).append(told)
    facts: list[Fact] = []
    doubts: list[Doubt] = []
    for same in by_person.values():
        if len({told.value[1] for told in same}) == 1:
            facts.append(same[0])
        else:
            doubts.append(
                Doubt(same[1].line, same[1].words, "Một người được ghi vắng theo hai cách: không lấy cách nào.")
            )
    return facts, doubts


def _roles(lines: Sequence[Line], names: Names) -> tuple[list[Fact], list[Doubt]]:
    found: list[Fact] = []
    doubts: list[Doubt] = []
    for line in lines:
        for role, label in _ROLES.items():
            for at in label.finditer(line.text):
                who = names.read(line.text[at.end() :])
                if who.id:
                    end = len(line.text) - len(who.rest)
                    found.append(fact(role, who.id, line, (at.start(), end), "đúng một người có họ tên này"))
                elif who.problem:
                    why = f"{who.problem[0].upper()}{who.problem[1:]}: tên giữ nguyên là lời."
                    doubts.append(Doubt(line.number, f"{at[0]}{who.name}", why))
    facts = []
    for role in _ROLES:
        chosen, unclear = one(found, role)
        facts += [chosen] if chosen else []
        doubts += unclear
    return facts, doubts


def _agreeing(found: list[Fact], lines: Sequence[Line]) -> tuple[list[Fact], list[Doubt]]:
    """One fact a count; where they cannot all be, none of those that contradict one another."""
    kept: dict[str, Fact] = {}
    wrong = (f for f in found if f.what == "wrong share")
    doubts = [Doubt(f.line, f.words, "Tỉ lệ phần trăm khác với hai số: không lấy số này.") for f in wrong]
    for what in (*COUNTS, "of"):
        chosen, unclear = one(found, what)
        doubts += unclear
        if chosen:
            kept[what] = chosen
    of = kept.pop("of", None)
    if of and "expected" not in kept and ("total" not in kept or kept["total"].value != of.value):
        kept["expected"] = replace(of, what="expected")
    some_apart = any(_NOT_EXPECTED.search(line.text) for line in lines)
    if why := _contradiction({what: f.value for what, f in kept.items()}, some_apart):
        told = ", ".join(f"“{f.words}”" for f in kept.values())
        line = next(iter(kept.values())).line
        return [], [*doubts, Doubt(line, told, f"{why}: không lấy các số này.")]
    return list(kept.values()), doubts


def _contradiction(n: dict[str, int], some_not_expected: bool) -> str:
    """Why the counts cannot all be, or nothing. ``some_not_expected``: whether the text speaks of such members."""
    absent = n.get("absent")
    parts = [n[what] for what in ("excused", "unexcused") if what in n]
    if absent is not None and (sum(parts) > absent or (len(parts) == 2 and sum(parts) != absent)):
        return f"Vắng {absent} nhưng có lý do cộng không lý do là {sum(parts)}"
    if absent is None and parts:
        absent = sum(parts)
    of = n.get("expected", n.get("total"))
    if "total" in n and "expected" in n and n["expected"] > n["total"]:
        return f"Phải dự {n['expected']} nhiều hơn tổng số {n['total']}"
    if of is None or "present" not in n:
        return ""
    if n["present"] > of:
        return f"Có mặt {n['present']} nhiều hơn {of}"
    if absent is None:
        return ""
    together = n["present"] + absent
    exact = ("expected" in n or not some_not_expected) and ("absent" in n or len(parts) == 2)
    if together > of or (exact and together < of):
        return f"Có mặt {n['present']} cộng vắng {absent} là {together}, không phải {of}"
    return ""
