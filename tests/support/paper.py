"""The happenings of a script as one would write them on paper, one line each, in the grammar of the capture line."""

from collections.abc import Mapping
from typing import Any

from model.capture.codes import codes_of, signs
from model.meeting import Meeting
from model.vietnamese import short_date

RESULTS = {"done": "x ", "partly": "~", "not_done": "-", "late": "<"}
LEVELS = {"Tốt": "t", "Khá": "k", "Trung bình": "tb", "Kém": "ke"}

Happening = dict[str, Any]


class Paper:
    """Writes lines for a meeting as it was prepared."""

    def __init__(self, meeting: Meeting) -> None:
        codes = codes_of(meeting.people.values())
        self._codes = {meeting.refs[ident]: signs(code) for ident, code in codes.items()}
        self._places = {item.title: place for place, item in enumerate(meeting.agenda.items, 1)}

    def lines(self, script: Mapping[str, Any]) -> list[str]:
        """Every happening behind the beginning of the first item, under the opening."""
        opened = f"{script['meeting']['opened']} khai mạc"
        return [opened, *(f"{h['at']} {getattr(self, '_' + h['kind'])(h)}" for h in script["happening"][1:])]

    def _item_started(self, h: Happening) -> str:
        return f";mt {self._places[h['item']]}" if h["item"] in self._places else ";mt"

    def _item_concluded(self, h: Happening) -> str:
        return f";kl {h['conclusion']}"

    def _attendance(self, h: Happening) -> str:
        who = self._codes[h["member"]]
        if h["status"] in ("excused", "unexcused"):
            return f";dd {who} {h.get('reason') or 'x'}"
        return {"late": "/", "back": "/", "left": "-", "present": ";cm "}[h["status"]] + who

    def _dues(self, h: Happening) -> str:
        return f";dp {h['text']} | {h['amount']}"

    def _remark(self, h: Happening) -> str:
        return f"{';bl ' if h.get('reserved') else ''}{self._codes[h['speaker']]} {h['text']}"

    def _vote(self, h: Happening) -> str:
        level = f"{LEVELS[h['level']]} " if "level" in h else ""
        return f";bq {level}+{h['for']} {h['against']} {h['no_opinion']} {h.get('subject', '')}"

    _grade_vote = _vote

    def _minutes_approved(self, h: Happening) -> str:
        return f";bq +{h['for']} {h['against']} {h['no_opinion']}"

    def _task(self, h: Happening) -> str:
        return f";nv {self._codes[h['owner']]} {h['text']} | {short_date(h['due'])}"

    def _task_result(self, h: Happening) -> str:
        return f"={RESULTS[h['result']]}{h['text']}"

    def _self_criticism(self, h: Happening) -> str:
        parts = [h["strengths"], h["shortcomings"], h["cause"], h["remedy"], short_date(h["deadline"])]
        return f"<{self._codes[h['member']]} {' | '.join(parts)}"

    def _criticism(self, h: Happening) -> str:
        return f"{self._codes[h['from']]}>{self._codes[h['to']]} {h['text']} | {h.get('response', '')}"

    def _praise(self, h: Happening) -> str:
        return f"+{self._codes[h['to']]} {h['text']}"

    def _reminder(self, h: Happening) -> str:
        return f"~{self._codes[h['to']]} {h['text']}"

    def _score(self, h: Happening) -> str:
        return f";cd {h['criterion']} {h['points']} {h.get('reason', '')}"

    def _minutes_read(self, h: Happening) -> str:
        return ";db"

    def _closed(self, h: Happening) -> str:
        return "bế mạc"
