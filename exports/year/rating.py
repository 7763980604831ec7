"""The yearly rating on paper: the list for the upper committee, and the minutes of the ballots with their counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from exports.format.outline import Block, Cell, Paragraph, Section, Signatures, Table, Title
from exports.heads import head, number_words, signed, upper_committee
from exports.wording import clear_names, stop
from exports.year.papers import begin, code
from exports.year.source import YearSource
from model.errors import BadData
from model.vietnamese import percent
from model.year.rating import Rated, Tally, YearRating
from model.year.record import RatingEvent


def listing(source: YearSource) -> list[Block]:
    """Danh sách tổng hợp xếp loại; raises BadData where nothing of a rating was entered."""
    rating = source.rating
    rows = (rating.cell, *rating.members)
    if not any(r.self_rated or r.tally or r.proposed or r.decided for r in rows):
        raise BadData(f"Năm {source.year} chưa ghi xếp loại của ai: xin ghi trong màn hình xếp loại trước.")
    entered = (e.at.date() for e in source.record if isinstance(e.event, RatingEvent))
    told = replace(source, day=max(source.day, *entered))
    return [
        *begin(told, "Danh sách tổng hợp", f"Đánh giá, xếp loại chất lượng chi bộ và đảng viên năm {source.year}"),
        Section("I. Từng đảng viên"),
        *_papers([(r, r.tally) for r in rating.members if r.tally]),
        _members(source, rating),
        *_left_out(rating),
        Section("II. Tổng hợp"),
        _sums(rating),
        *map(Paragraph, (*rating.cap_lines, *rating.over)),
        Section("III. Chi bộ"),
        *_cell(rating),
        signed(source.cell, source.people, upper_committee(source.cell)),
    ]


def minutes(source: YearSource) -> list[Block]:
    """Biên bản of the ballots on the rating, with the counts of each; raises BadData where there was none.

    Its day is that of the last ballot; none is printed where a ballot has none.
    """
    rating = source.rating
    voted = [(r, r.tally) for r in rating.members if r.tally]
    if not voted:
        raise BadData(f"Năm {source.year} chưa có phiếu xếp loại đảng viên nào: xin ghi số phiếu trước.")
    subject = f"Bỏ phiếu xếp loại chất lượng đảng viên năm {source.year}"
    days = [tally.ballot.on for _, tally in voted]
    day = None if None in days else max(day for day in days if day)
    numbered = code("rating-minutes", source.cell)
    number = number_words(source.number, numbered) if numbered else ""
    blocks: list[Block] = [head(source.cell, day, number), Title("Biên bản", (subject,))]
    blocks.append(Paragraph(f"Số đảng viên được xếp loại: {len(rating.members)}."))
    blocks += [*_left_out(rating), Section("I. Kết quả bỏ phiếu"), *_papers(voted), _ballots(source, rating, voted)]
    names = _names(source, rating)
    if without := [names[r.member] for r in rating.members if not r.tally]:
        blocks.append(Paragraph(f"Chưa ghi số phiếu: {', '.join(without)}."))
    proposed = list(_proposed(rating, names))
    if proposed:
        caps = [Paragraph(cap.sentence) for stage, cap in rating.caps.items() if stage == "Đề nghị"]
        blocks += [Section("II. Đề nghị xếp loại"), *proposed, *caps]
    return [*blocks, Signatures(("NGƯỜI GHI BIÊN BẢN", ""), ("CHỦ TRÌ HỘI NGHỊ", ""))]


def _names(source: YearSource, rating: YearRating) -> dict[str, str]:
    return {r.member: r.name for r in rating.members} | clear_names(source.people)


def _members(source: YearSource, rating: YearRating) -> Table:
    rule, names = rating.rule, _names(source, rating)
    rows: list[tuple[Cell, ...]] = []
    for rated in rating.members:
        levels = [rule.short(e.level) if e else "" for e in (rated.self_rated, rated.proposed, rated.decided)]
        votes: list[Cell] = [rated.tally.votes(level) if rated.tally else "" for level in rule.names]
        note = "; ".join(e.note for e in (rated.proposed, rated.decided) if e and e.note)
        rows.append((len(rows) + 1, names[rated.member], levels[0], *votes, *levels[1:], note))
    heads = ("TT", "Họ và tên", "Tự xếp loại", *(f"Phiếu: {level.short.lower()}" for level in rule.level))
    widths = (5, 28, 12, 7, 7, 8, 9, 12, 12, 10)
    return Table((*heads, "Đề nghị", "Quyết định", "Ghi chú"), tuple(rows), widths, "clcccccccl", dense=True)


def _share(tally: Tally, level: str) -> str:
    """``21 (91,3 %)``: of the valid papers."""
    votes, valid = tally.votes(level), tally.ballot.valid
    return f"{votes}\u00a0({percent(Fraction(votes, valid))}\u00a0%)" if votes and valid else str(votes)


def _sums(rating: YearRating) -> Table:
    """Each level with how many have it at each stage, and their share of those who have one."""
    stages = (
        [r.self_rated.level for r in rating.members if r.self_rated],
        [r.proposed.level for r in rating.members if r.proposed],
        [r.decided.level for r in rating.members if r.decided],
    )
    counted = [Counter(stage) for stage in stages]
    rows: list[tuple[Cell, ...]] = []
    for level in rating.rule.names:
        shares = (
            (c[level], f"{percent(Fraction(c[level], len(stage)))} %" if stage else "")
            for c, stage in zip(counted, stages, strict=True)
        )
        rows.append((level, *(value for share in shares for value in share)))
    rows.append(("Cộng", *(value for stage in stages for value in (len(stage), "100 %" if stage else ""))))
    heads = ("Mức", "Tự xếp loại", "Tỉ lệ", "Đề nghị", "Tỉ lệ", "Quyết định", "Tỉ lệ")
    return Table(heads, tuple(rows), (34, 11, 11, 11, 11, 11, 11), "lcccccc", strong=frozenset({len(rows) - 1}))


def _left_out(rating: YearRating) -> list[Block]:
    told = "; ".join(f"{name} ({reason[0].lower()}{reason[1:]})" for _, name, reason in rating.left_out)
    return [Paragraph(f"Không xếp loại: {told}.")] if told else []


def _cell(rating: YearRating) -> Iterator[Block]:
    rule, cell = rating.rule, rating.cell
    told = []
    for word, entry in (("Tự xếp loại", cell.self_rated), ("đề nghị", cell.proposed), ("quyết định", cell.decided)):
        points = getattr(entry, "points", None)
        marks = f" ({str(points).replace('.', ',')} điểm)" if points is not None else ""
        told += [f"{word}: {entry.level}{marks}"] if entry else []
    if told:
        words = stop("; ".join(told))
        yield Paragraph(words[0].upper() + words[1:])
    if cell.tally:
        yield from _papers([(cell, cell.tally)])
        votes = "; ".join(f"{rule.short(n)} {cell.tally.votes(n)}" for n in rule.names if cell.tally.votes(n))
        yield Paragraph(f"Phiếu của chi bộ: {votes}.")
    elif not told:
        yield Paragraph("Chưa ghi xếp loại của chi bộ.")


def _papers(voted: Iterable[tuple[Rated, Tally]]) -> Iterator[Block]:
    """The papers of each ballot once, with the meeting that it was held in where minutes tell it."""
    ballots = [(t.source, t.ballot) for _, t in voted]
    for source, *figures in dict.fromkeys((s, b.issued, b.returned, b.valid, b.invalid) for s, b in ballots):
        names = ("phát ra", "thu về", "hợp lệ", "không hợp lệ")
        told = "; ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))
        yield Paragraph(f"Số phiếu ({source.removeprefix('ghi tay, ')}): {told}.")


def _ballots(source: YearSource, rating: YearRating, voted: Iterable[tuple[Rated, Tally]]) -> Table:
    voted, names, rule = list(voted), _names(source, rating), rating.rule
    silent = any(t.ballot.no_opinion for _, t in voted)
    rows: list[tuple[Cell, ...]] = [
        (
            number, names[r.member], *(_share(t, level) for level in rule.names),
            *((t.ballot.no_opinion,) if silent else ()),
        )
        for number, (r, t) in enumerate(voted, 1)
    ]  # fmt: skip
    heads = ("TT", "Họ và tên", *(level.short for level in rule.level), *(("Không có ý kiến",) if silent else ()))
    widths = (6, 36, 15, 15, 15, 15, *((10,) if silent else ()))
    return Table(heads, tuple(rows), widths, "clcccc" + "c" * silent, dense=True)


def _proposed(rating: YearRating, names: dict[str, str]) -> Iterator[Block]:
    for level in rating.rule.names:
        who = [names[r.member] for r in rating.members if r.proposed and r.proposed.level == level]
        if who:
            yield Paragraph(f"{level} ({len(who)} đồng chí): {', '.join(who)}.")
