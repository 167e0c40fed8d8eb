"""What a centre chooses about arrival and the timetable. Defaults come from practice; none is law."""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.plan import CurriculumArea
from ap_core.curriculum.reading_steps import ReadingStep
from ap_core.curriculum.records import Domain
from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.law.instruments import AP_GUIDANCE_2025, EA_1996, SI_2024_208, WORKING_TOGETHER_2024
from ap_core.values import Value

_PRACTICE = "practice of centres (placement.md section 9, stories)"
_LAW = Bound("says nothing of it")
_AWARDING_BODIES = Bound("is silent: the dates are the awarding bodies' own, published anew for each year")
_GUIDANCE = Bound("names no number, and no list of what to look at")
_READING = Bound("names no score and no number of minutes")
BALANCED = EA_1996.at(
    "Sch 1 para 6(1)",
    note="Read as revised to 30 April 2021, with EA 2002 s.78(1). It is about the curriculum of a pupil referral unit, "
    "not about one pupil's week; an alternative provision academy has its funding agreement, which was not read.",
)
_CURRICULUM = Bound(
    "has the curriculum of a pupil referral unit be balanced and broadly based, and names no subject's minutes; the "
    "National Curriculum does not bind it",
    BALANCED,
)
_MAINSTREAM = "what mainstream schools give, from memory (medium); no source names a figure for alternative provision"
_PART_TIME_LAW = Bound(
    "lets the education that an authority arranges be part-time for reasons of health alone, and has a part-time "
    "timetable of a maintained school or pupil referral unit be exceptional, temporary and agreed; it sets no number "
    "of weeks",
    SI_2024_208.reg("11(6)", note="With EA 1996 s.19(3A)-(3AA), read as revised to 17 August 2026."),
)
_HOURS = Bound(
    "asks for an education as good as a mainstream school's, and names no subject's minutes", AP_GUIDANCE_2025.at()
)
_PART_TIME = Bound(
    "wants an end date, and names no number of weeks",
    WORKING_TOGETHER_2024.at("part-time timetables", note="Read only as authorities quote it."),
)


@choices("curriculum")
class CurriculumPolicy(Value):
    """A centre's choices about baseline, reading and hours."""

    reading_within: Chosen[int] = chosen(
        5, says="the time for the reading assessment", unit="days the pupil has attended at the centre",
        source=_PRACTICE, law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    baseline_within: Chosen[int] = chosen(
        10, says="the time for the whole baseline", unit="days the pupil has attended at the centre", source=_PRACTICE,
        law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    baseline: Chosen[frozenset[Domain]] = chosen(
        frozenset((Domain.READING, Domain.NUMBER, Domain.WRITING, Domain.LEARNS_BEST, Domain.WELLBEING)),
        says="what the baseline looks at", source=_PRACTICE, law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    baseline_before_at_most: Chosen[int] = chosen(
        14, says="how long before the first day an assessment still belongs to the arrival", unit="calendar days",
        source="practice: an admission meeting and a home visit come before the first day; no source names a number",
        at_least=0, law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    reading_support_below: Chosen[int] = chosen(
        85, says="the standard score below which reading support is taught", unit="standard score",
        source="practice: one standard deviation below the mean of a standardised test",
        law=_LAW, guidance=_READING,
    )  # fmt: skip
    reading_support_minutes: Chosen[int] = chosen(
        120, says="the reading support taught", unit="minutes a week", source=_PRACTICE, law=_LAW, guidance=_READING
    )
    reading_told_within: Chosen[int] = chosen(
        1, says="the time for telling the pupil's teachers what a low reading test found",
        unit="days the pupil has attended since the test", source="practice (stories): before the next lesson",
        law=_LAW, guidance=_READING,
    )  # fmt: skip
    reading_steps: Chosen[frozenset[ReadingStep]] = chosen(
        frozenset(ReadingStep), says="what follows a low reading score beside the teaching itself",
        source="practice (stories)", law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    access_apply_by: Chosen[frozenset[date]] = chosen(
        frozenset((date(2026, 3, 21), date(2027, 3, 21))),
        says="the last days to apply for exam access arrangements for a summer series, one for each year",
        source="the awarding bodies' date of 21 March: that of 2026 read on an awarding body's page, that of 2027 "
        "taken from the years before (ehcp.md JCQ-08); to be checked each year",
        law=_LAW, guidance=_AWARDING_BODIES,
    )  # fmt: skip
    modified_papers_by: Chosen[frozenset[date]] = chosen(
        frozenset((date(2026, 1, 31), date(2027, 1, 31))),
        says="the last days to order modified papers for a summer series, one for each year",
        source="the awarding bodies' date of 31 January: that of 2026 read on an awarding body's page, that of 2027 "
        "taken from the years before (ehcp.md JCQ-08); to be checked each year",
        law=_LAW, guidance=_AWARDING_BODIES,
    )  # fmt: skip
    full_time_minutes: Chosen[int] = chosen(
        25 * 60, says="a full-time week", unit="minutes a week over all sites",
        source="local proxy used by many authorities; the law names no hours (placement.md s19.no-hours-definition)",
        law=Bound(
            "has the education that an authority arranges be full-time, and names no hours",
            EA_1996.section("19(3A)", note="Read as revised to 17 August 2026."),
        ),
        guidance=Bound(
            "asks for education equal to what a mainstream school would give, and names no hours for alternative "
            "provision: the 32.5 hours of mainstream schools are an aim there",
            AP_GUIDANCE_2025.at(),
        ),
    )  # fmt: skip
    part_time_at_most: Chosen[int] = chosen(
        6, says="the longest part-time timetable", unit="school weeks of the centre",
        source="practice of several authorities (placement.md ptt.rules, ehcp.md ADJ-08)",
        law=_PART_TIME_LAW,
        guidance=_PART_TIME,
    )  # fmt: skip
    part_time_review_every: Chosen[int] = chosen(
        2, says="the time from one review of a part-time timetable to the next", unit="school weeks of the centre",
        source="practice of several authorities (placement.md ptt.rules, ehcp.md ADJ-08)",
        law=_PART_TIME_LAW,
        guidance=Bound("wants regular reviews with pupil and parent, and names no interval", _PART_TIME.cites),
    )  # fmt: skip
    part_time_reported_within: Chosen[int] = chosen(
        0, says="the time for telling the local authority of a part-time timetable; 0 where it does not ask",
        unit="calendar days from its first day",
        source="some authorities ask for it, one within two weeks (placement.md ptt.rules): yours decides", at_least=0,
        law=_PART_TIME_LAW, guidance=Bound("names no time", _PART_TIME.cites),
    )  # fmt: skip
    english_minutes: Chosen[int] = chosen(
        180, says="the English taught", unit="minutes a week over all sites", source=_MAINSTREAM, law=_CURRICULUM,
        guidance=_HOURS,
    )  # fmt: skip
    mathematics_minutes: Chosen[int] = chosen(
        180, says="the mathematics taught", unit="minutes a week over all sites", source=_MAINSTREAM, law=_CURRICULUM,
        guidance=_HOURS,
    )  # fmt: skip
    promised: Chosen[frozenset[CurriculumArea]] = chosen(
        frozenset((
            CurriculumArea.SCIENCE, CurriculumArea.PHYSICAL_EDUCATION, CurriculumArea.RELATIONSHIPS_AND_HEALTH,
        )),
        says="what is taught each week beside English and mathematics", source=_PRACTICE, law=_CURRICULUM,
        guidance=Bound("asks for a broad curriculum, and lists no subjects", AP_GUIDANCE_2025.at()),
    )  # fmt: skip
    promised_minutes: Chosen[int] = chosen(
        60, says="the least of each part of the curriculum that is promised", unit="minutes a week over all sites",
        source=_PRACTICE, law=_CURRICULUM, guidance=_HOURS,
    )  # fmt: skip
    qualification_minutes: Chosen[int] = chosen(
        120, says="the time proposed for a qualification begun elsewhere", unit="minutes a week", source=_PRACTICE,
        law=_LAW, guidance=Bound("names no number of minutes"),
    )  # fmt: skip
    mentoring_minutes: Chosen[int] = chosen(
        60, says="the time proposed with a mentor", unit="minutes a week", source="stories (story 10)",
        law=_LAW, guidance=Bound("names no number of minutes"),
    )  # fmt: skip
    key_stage_3_group: Chosen[int] = chosen(
        4, says="the largest group at the centre in Key Stage 3", unit="pupils",
        source="a published model (placement.md stevenage-esc.model)", law=_LAW, guidance=_LAW,
    )  # fmt: skip
