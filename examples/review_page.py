"""The page that a head of centre acts on, and the page that explains one pupil: text, from reviews and a roll.

A line appears only because a rule or a measure yields it. What others owe stands apart from what the centre owes;
what cannot be told is grouped by the answer that settles most; the page ends with what goes well.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ap_core import UNKNOWN, Finding, KeyStage, PupilRecord, Reason, Review, Roll, Seen, Unknown, Verdict, explain
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import percent, totals
from ap_core.england import NOT_COVERED
from ap_core.law.wording import day_in_words
from ap_core.places import filled_on, over_capacity
from ap_core.pupils.years import YearGroup, key_stage_of
from ap_core.registration.on_day import registered_on, status_in
from ap_core.registration.records import Enrolment

WIDTH = 94
_REFS = 5
_DAY = 10
_TEXT = 52
#: How many pupils of one line are named before the rest are counted.
_NAMED = 8
#: Today and the twenty-seven days after it.
FOUR_WEEKS = timedelta(days=27)


# ---------------------------------------------------------------- the centre's page


def page(roll: Roll, reviews: tuple[Review, ...], *, on: date, before: tuple[Review, ...] | None = None) -> str:
    """The whole page as on ``on``; with ``before``, what has changed since an earlier check."""
    findings = [finding for review in reviews for finding in review.findings]
    lines = [f"{roll.centre.name.upper()}   {on:%A} {on.day} {on:%B} {on.year}", *_glance(roll, on)]
    if before is not None:
        lines += _since(reviews, before)
    for heading, body in (
        ("TODAY", _todo(findings, on, on, None)),
        ("THIS WEEK", _todo(findings, on, on + timedelta(days=6 - on.weekday()), on)),
        ("NEXT FOUR WEEKS", _todo(findings, on, on + FOUR_WEEKS, on + timedelta(days=6 - on.weekday()))),
        ("CHASE OTHERS (not our breach)", _chase(findings, on)),
        ("CHECK: READINGS DIFFER", _differ(findings)),
        (None, _need_to_know(findings)),
        ("LATE, AND DONE (for the record)", _past(findings, usual=False)),
        ("UNLIKE OUR USUAL (nothing to do)", _past(findings, usual=True)),
        ("GOING WELL", _going_well(roll, reviews, on)),
    ):
        told = list(body)
        if told:
            lines += ["", heading, *told] if heading else ["", *told]
    return "\n".join([*lines, "", *_footer(roll, reviews, findings)])


def _glance(roll: Roll, on: date) -> Iterator[str]:
    """How many are on roll, by key stage taught and by registration at the centre."""
    here = roll.on_roll(on)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in here:
        taught = record.pupil.taught_year
        stage = key_stage_of(taught) if isinstance(taught, YearGroup) else None
        registrations = record.registrations
        status: Enrolment | Unknown | None = UNKNOWN
        if isinstance(registrations, tuple):
            status = status_in(registered_on(registrations, on), roll.centre.ref)
        dual = {Enrolment.SINGLE: "single", Enrolment.MAIN: "dual", Enrolment.SUBSIDIARY: "dual"}
        part = dual.get(status, "guest") if isinstance(status, Enrolment) else "not known"
        counts["year group not known" if stage is None else str(stage)][part] += 1
    parts = [f"{len(here)} on roll"]
    for name in (*map(str, KeyStage), "year group not known"):
        if name in counts:
            shown = ", ".join(f"{number} {part}" for part, number in sorted(counts[name].items()))
            parts.append(f"{name}: {sum(counts[name].values())} ({shown})")
    yield " · ".join(parts)
    yield from _places(roll, on)


def _places(roll: Roll, on: date) -> Iterator[str]:
    """How many places are filled, a place for each ten sessions a week; over its places is a warning and no more."""
    filled = [each for each in filled_on(roll, on) if each.places is not None]
    if not filled:
        return
    parts: dict[str, list[str]] = defaultdict(list)
    for each in filled:
        shown = " to ".join(dict.fromkeys(f"{number / 10:g}" for number in (each.sessions_least, each.sessions_most)))
        kind = f" {each.duration.value}" if each.duration else ""
        parts[str(each.key_stage or "Places taken")].append(f"{shown} of {each.places}{kind}")
    yield " · ".join(f"{name}: {', '.join(told)}" for name, told in parts.items())
    yield from (each.says for each in over_capacity(tuple(filled)))


def _since(reviews: tuple[Review, ...], before: tuple[Review, ...]) -> Iterator[str]:
    """What is new, settled and changed since the earlier check, and which new matters these are."""
    earlier = {review.subject: review for review in before}
    changes = [review.since(earlier[review.subject]) for review in reviews if review.subject in earlier]
    new = [finding for change in changes for finding in change.new]
    settled = [finding for change in changes for finding in change.settled]
    changed = [finding for change in changes for finding in change.changed]
    joined = sum(review.subject not in earlier for review in reviews)
    left = len(set(earlier) - {review.subject for review in reviews})
    day = day_in_words(before[0].on) if before else "the earlier check"
    yield f"Since {day}: {len(new)} new, {len(settled)} settled, {len(changed)} changed" + (
        f"; {joined} pupils joined, {left} left" if joined or left else ""
    )
    for mark, some in (("new", new), ("settled", settled), ("changed", changed)):
        for finding in some:
            yield from _line(finding.subject, f"{mark}: {finding.title}", "", "")


def _todo(findings: Iterable[Finding], on: date, until: date, after: date | None) -> Iterator[str]:
    """What the centre owes with a last day after ``after`` and by ``until``; without ``after``, what is late too."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    order: dict[tuple[str, str, str], date] = {}
    for finding in findings:
        if not finding.is_open or finding.verdict is Verdict.UNDETERMINED or not finding.who.is_ours:
            continue
        late = finding.verdict is Verdict.NOT_MET
        if late and not finding.curable:
            continue
        # What has no day of its own is for this week: soon, and not late.
        day = on if late else finding.due.last_day if finding.due else on + timedelta(days=1)
        if day > until or (after is not None and day <= after):
            continue
        if late:
            text, shown = f"{finding.because} {finding.act}", ""
        else:
            text = finding.act if finding.due else f"{finding.because} {finding.act}"
            shown = _short(finding.due.last_day) if finding.due else ""
        key = (f"{text}", shown, finding.who.value)
        groups[key].append(finding.subject)
        order.setdefault(key, day)
    for key in sorted(groups, key=lambda each: (order[each], each)):
        text, shown, who = key
        yield from _line(_refs(groups[key]), text, shown, who)


def _chase(findings: Iterable[Finding], on: date) -> Iterator[str]:
    """What others owe: late, or due within four weeks, or without a date in law."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for finding in findings:
        if finding.who.is_ours or finding.verdict not in (Verdict.NOT_MET, Verdict.PENDING) or not finding.curable:
            continue
        if finding.due is not None and finding.due.last_day > on + FOUR_WEEKS:
            continue
        shown = _short(finding.due.last_day) if finding.due else ""
        text = f"{finding.because} {finding.act}"
        groups[(finding.who.value, text, shown)].append(finding.subject)
    for who, text, shown in sorted(groups):
        yield from _line(_refs(groups[(who, text, shown)]), text, shown, who)


def _differ(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.verdict is Verdict.UNDETERMINED and finding.reason is Reason.READINGS_DIFFER:
            yield from _line(finding.subject, f"{finding.because} {finding.act}", "", finding.who.value)


def _need_to_know(findings: Iterable[Finding]) -> Iterator[str]:
    """What cannot be told, grouped by the question that settles most."""
    asked: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for finding in findings:
        if finding.verdict is Verdict.UNDETERMINED and finding.reason is not Reason.READINGS_DIFFER and finding.needs:
            first = finding.needs[0]
            asked[(first.ask or first.path, first.of)][finding.subject] += 1
    if not asked:
        return
    settled = sum(sum(pupils.values()) for pupils in asked.values())
    questions = "1 question settles" if len(asked) == 1 else f"{len(asked)} questions settle"
    yield f"NEED TO KNOW ({questions} {settled} lines)"
    for (question, of), pupils in sorted(asked.items(), key=lambda each: (-sum(each[1].values()), each[0])):
        yield from _line(_refs(pupils), question, "", of[:1].upper() + of[1:])


def _past(findings: Iterable[Finding], usual: bool) -> Iterator[str]:
    """What nothing can be done about any more: merely unlike the centre's usual, or past mending."""
    groups: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        is_usual = finding.rule.startswith("placement.usual.")
        if finding.verdict is Verdict.NOT_MET and not finding.curable and is_usual is usual:
            groups[finding.because].append(finding.subject)
    for because in sorted(groups):
        yield from _line(_refs(groups[because]), because, "", "")


def _going_well(roll: Roll, reviews: tuple[Review, ...], on: date) -> Iterator[str]:
    """Attendance that has risen since the previous school, most first, and how many pupils need nothing."""
    risen = []
    for record in roll.records:
        before, registers = record.previous_attendance, record.registers
        if not isinstance(registers, tuple) or not isinstance(before, PreviousAttendance):
            continue
        now = totals(*(register for register in registers if register.school == roll.centre.ref))
        if now.possible and before.possible and now.attended * before.possible > before.attended * now.possible:
            was, here = percent(before.attended, before.possible), percent(now.attended, now.possible)
            risen.append((was - here, record.ref, was, here))
    for _, ref, was, here in sorted(risen)[:5]:
        yield from _line(ref, f"Attendance {was:.0f}% before, {here:.0f}% here.", "", "")
    if len(risen) > 5:
        yield from _line("", f"and {len(risen) - 5} more attend better here than before.", "", "")
    quiet = sum(not any(_is_soon(finding, on) for finding in review.findings) for review in reviews)
    if quiet:
        yield from _line("", f"{quiet} of {len(reviews)} pupils: nothing to do in the next four weeks.", "", "")


def _is_soon(finding: Finding, on: date) -> bool:
    """Whether a finding asks anything of anybody within four weeks."""
    later = finding.verdict is Verdict.PENDING and finding.due is not None and finding.due.last_day > on + FOUR_WEEKS
    return finding.is_open and finding.curable and not later


def _footer(roll: Roll, reviews: tuple[Review, ...], findings: Iterable[Finding]) -> Iterator[str]:
    second_hand = {
        finding.citation.instrument
        for finding in findings
        if finding.citation.seen is Seen.SECONDARY and finding.is_open
    }
    yield from textwrap.wrap(
        " ".join(dict.fromkeys(f"{review.law_checked} " for review in reviews))
        + (f"Read in secondary sources only: {', '.join(sorted(second_hand))}." if second_hand else ""),
        WIDTH,
    )
    yield from textwrap.wrap(f"Not checked here: {'; '.join(NOT_COVERED)}.", WIDTH)
    if roll.policy.not_recorded:
        areas = ", ".join(sorted(area.value.replace("_", " ") for area in roll.policy.not_recorded))
        yield f"Not held in this system, and so not checked: {areas}."
    yield "--pupil REF explains."


def _refs(subjects: Iterable[str]) -> str:
    named = list(dict.fromkeys(sorted(subjects)))
    return (
        named[0]
        if len(named) == 1
        else " ".join(named[:_NAMED]) + (f" +{len(named) - _NAMED}" if len(named) > _NAMED else "")
    )


def _line(refs: str, text: str, day: str, who: str) -> Iterator[str]:
    """A line of the page: for whom, what, by when, who acts; several pupils stand under the text."""
    one = " " not in refs
    if not one:
        text = f"{text} [{refs}]"
    wrapped = textwrap.wrap(text, _TEXT, break_long_words=False) or [""]
    first = f"{refs if one else '':<{_REFS}}{wrapped[0]:<{_TEXT}} {day:>{_DAY}}  {who}"
    yield first.rstrip()
    for rest in wrapped[1:]:
        yield f"{'':<{_REFS}}{rest}"


# ---------------------------------------------------------------- one pupil


_HEADINGS = {
    Verdict.NOT_MET: "NOT MET",
    Verdict.PENDING: "STILL TIME",
    Verdict.UNDETERMINED: "CANNOT TELL",
    Verdict.MET: "IN ORDER",
}


def pupil_page(record: PupilRecord, review: Review) -> str:
    """Every finding about one pupil in full: why, who acts, the days counted, the provision, and each term."""
    lines = [f"{record.ref}   {day_in_words(review.on)}", f"{review.not_applicable} rules do not concern this pupil."]
    for verdict, heading in _HEADINGS.items():
        findings = [finding for finding in review.findings if finding.verdict is verdict]
        if findings:
            lines += ["", f"{heading} ({len(findings)})"]
        for finding in findings:
            lines += ["", explain(finding)]
    return "\n".join(lines)


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
