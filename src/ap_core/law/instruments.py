"""The Acts, regulations, guidance and conventions that the rules cite: each one once, with the version that was read.

A rule cites a place in one of them. The note says which state of the text was compared with the rules, or, where the
text itself could not be read, what stands in for it. There is no rule text here: only names.

>>> print(SI_2024_208.reg("10(7)"))
SI 2024/208 reg 10(7)
>>> CWSA_2026.section("55").seen
<Seen.NOT_SEEN: 'not seen'>
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Force, Instrument, Seen

_REVIEWED = date(2026, 11, 24)
_LEGISLATION = "https://www.legislation.gov.uk"


def _act(title: str, short: str, chapter: int, note: str, seen: Seen = Seen.AT_SOURCE) -> Instrument:
    """An Act of Parliament; its year is the last word of its title."""
    url = f"{_LEGISLATION}/ukpga/{title.split()[-1]}/{chapter}"
    return Instrument(title, short, Force.LAW, seen, _REVIEWED, url, note)


def _si(title: str, year: int, number: int, note: str) -> Instrument:
    """A statutory instrument whose text was read."""
    url = f"{_LEGISLATION}/uksi/{year}/{number}"
    return Instrument(title, f"SI {year}/{number}", Force.LAW, Seen.AT_SOURCE, _REVIEWED, url, note)


def _guidance(
    title: str, short: str, note: str, url: str = "", force: Force = Force.STATUTORY_GUIDANCE_SHOULD
) -> Instrument:
    """A publication known only through what others write of it: none could be opened whole."""
    return Instrument(title, short, force, Seen.SECONDARY, _REVIEWED, url, note)


# ---------------------------------------------------------------- Acts

FLRA_1969 = _act("Family Law Reform Act 1969", "FLRA 1969", 46, "s.9 read.")
BFDA_1971 = _act(
    "Banking and Financial Dealings Act 1971",
    "BFDA 1971",
    80,
    "s.1 and Sch 1 para 1 read as revised to 16 December 2015. The proclamations under s.1(2) and (3) were not, and "
    "what Sch 1 does not list rests on them: New Year's Day, early May, days kept instead of others, special days.",
)
CYPA_2008 = _act(
    "Children and Young Persons Act 2008",
    "CYPA 2008",
    23,
    "s.20 read as enacted; s.20A read as the Children and Social Work Act 2017 s.5 inserts it (text of December 2020).",
)
AA_2010 = _act(
    "Academies Act 2010",
    "AA 2010",
    32,
    "ss.1 and 1A-1D read as the Education Act 2011 s.53 has them; s.2E as the Children and Social Work Act 2017 s.6 "
    "inserts it (text of December 2020); that it began on 1 September 2018 is known from secondary sources only.",
)
EA_1996 = _act(
    "Education Act 1996",
    "EA 1996",
    56,
    "ss.8, 19, 434-434B, 444-444B, 463, 572, 579 and Sch 1 read as revised to 17 August 2026.",
)
EA_2002 = _act(
    "Education Act 2002",
    "EA 2002",
    32,
    "s.82 read in a revised text carrying the 2021 Welsh curriculum changes; s.29A read as inserted by ESA 2008 s.154 "
    "(in force 1 September 2010), not as amended in 2026; s.51A read as inserted by the Education Act 2011 s.4.",
)
EIA_2006 = _act(
    "Education and Inspections Act 2006",
    "EIA 2006",
    40,
    "s.93A read whole as inserted by the Apprenticeships, Skills, Children and Learning Act 2009 s.246, in a text "
    "revised to 1 April 2026; that it began on that day is known from secondary sources only.",
)
EQA_2010 = _act(
    "Equality Act 2010",
    "EQA 2010",
    15,
    "ss.6, 15, 20-21, 85 and Schs 10 and 13 read in a text of 7 April 2026.",
)
ESA_2008 = _act(
    "Education and Skills Act 2008", "ESA 2008", 25, "ss.1-2, 10-14, 154-155 read as revised to January 2015."
)
CFA_2014 = _act(
    "Children and Families Act 2014", "CFA 2014", 6, "ss.30-57, 61-70 and 77-83 read as revised to March 2018."
)
CORONAVIRUS_ACT_2020 = _act(
    "Coronavirus Act 2020",
    "Coronavirus Act 2020",
    7,
    "Neither the Act nor the notices under it were read: that from 1 May to 31 July 2020 an authority had to use all "
    "reasonable endeavours to secure what a plan specifies is known from the Department's page of that time.",
    seen=Seen.SECONDARY,
)
CWSA_2026 = _act(
    "Children's Wellbeing and Schools Act 2026",
    "CWSA 2026",
    21,
    "Only s.78 (commencement) could be read, as enacted; what the other sections say is known from commentary.",
    seen=Seen.NOT_SEEN,
)

# ---------------------------------------------------------------- regulations and orders

SI_1997_1970 = _si("Education (School Leaving Date) Order 1997", 1997, 1970, "Read as made.")
SI_1998_1607 = _si("Education (Start of Compulsory School Age) Order 1998", 1998, 1607, "Read as made.")
SI_2005_1437 = _si(
    "Education (Pupil Information) (England) Regulations 2005",
    2005,
    1437,
    "Read as amended to 1 September 2015; whether they have been amended since is not known.",
)
SI_2006_1751 = _si(
    "Education (Pupil Registration) (England) Regulations 2006",
    2006,
    1751,
    "Read as amended to 1 September 2013; revoked on 19 August 2024. It holds no register codes.",
)
SI_2007_1867 = _si(
    "Education (Penalty Notices) (England) Regulations 2007",
    2007,
    1867,
    "Read as made, with SI 2012/1046, SI 2013/757, SI 2024/210 and SI 2024/717 laid on top.",
)
SI_2007_1870 = _si(
    "Education (Provision of Full-Time Education for Excluded Pupils) (England) Regulations 2007",
    2007,
    1870,
    "Read as made, with SI 2014/2103 art 25 and SI 2014/3216 laid on top; SI 2012/1033 Sch 2 as reported.",
)
SI_2010_959 = _si(
    "Care Planning, Placement and Case Review (England) Regulations 2010",
    2010,
    959,
    "regs 2-14, 28-38 and Schs 1, 2 and 7 read in a text of 1 August 2012; the amendments since were not compared.",
)
SI_2010_1156 = _si(
    "Education (Educational Provision for Improving Behaviour) Regulations 2010",
    2010,
    1156,
    "Read as made, with SI 2012/2532 and SI 2014/2103 art 34 laid on top; the changes of 2026 were not seen.",
)
SI_2012_1033 = _si(
    "School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012",
    2012,
    1033,
    "Read whole as amended to 25 September 2020, with SI 2021/204, 2021/953, 2022/788, 2023/571 and 2023/882 on top.",
)
SI_2013_1204 = _si(
    "Education and Skills Act 2008 (Commencement No. 9 and Transitory Provision) Order 2013",
    2013,
    1204,
    "Read as made.",
)
SI_2012_2532 = _si(
    "Education (Educational Provision for Improving Behaviour) (Amendment) Regulations 2012",
    2012,
    2532,
    "Read as made. It has no transitional provision.",
)
SI_2013_2094 = _si(
    "Education (Information About Individual Pupils) (England) Regulations 2013",
    2013,
    2094,
    "Sch 1 read as amended to 26 May 2015; the amendments of 2024 were not compared.",
)
SI_2014_1530 = _si(
    "Special Educational Needs and Disability Regulations 2014",
    2014,
    1530,
    "regs 2-52 and Sch 1 read as amended to 3 April 2018.",
)
SI_2014_1652 = _si(
    "Special Educational Needs (Personal Budgets) Regulations 2014",
    2014,
    1652,
    "regs 1-14 read as amended to 1 May 2020.",
)
SI_2014_2103 = _si(
    "Special Educational Needs (Consequential Amendments to Subordinate Legislation) Order 2014",
    2014,
    2103,
    "Read as made.",
)
SI_2017_1306 = _si(
    "Special Educational Needs and Disability (First-tier Tribunal Recommendations Power) Regulations 2017",
    2017,
    1306,
    "Read as amended to 1 May 2020; for decisions and plans from 3 April 2018.",
)
SI_2020_471 = _si(
    "Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020",
    2020,
    471,
    "Read as made; in force from 1 May 2020, ceased to have effect on 25 September 2020.",
)
SI_2020_543 = _si(
    "School Discipline (England) (Coronavirus) (Pupil Exclusions and Reviews) (Amendment) Regulations 2020",
    2020,
    543,
    "Read as made; in force from 1 June 2020.",
)
SI_2020_908 = _si(
    "School Discipline (England) (Coronavirus) (Pupil Exclusions and Reviews) (Amendment) (No. 2) Regulations 2020",
    2020,
    908,
    "Read as made; in force from 25 September 2020.",
)
SI_2021_953 = _si(
    "School Discipline (Pupil Exclusions and Reviews) (England) (Coronavirus) (Amendment) (No. 2) Regulations 2021",
    2021,
    953,
    "Read as made; in force from 25 September 2021, with SI 2021/204, which it follows on.",
)
SI_2022_788 = _si(
    "School Discipline (Pupil Exclusions and Reviews) (England) (Amendment) Regulations 2022",
    2022,
    788,
    "Read as made; for exclusions that occur on or after 1 September 2022.",
)
SI_2023_571 = _si(
    "School Discipline (Pupil Exclusions and Reviews) (England) (Amendment and Transitional Provision) Regulations "
    "2023",
    2023,
    571,
    "Read whole as corrected by SI 2023/882; in force from 1 September 2023.",
)
SI_2024_208 = _si(
    "School Attendance (Pupil Registration) (England) Regulations 2024",
    2024,
    208,
    "Read as made; in force from 19 August 2024. Whether it has been amended since is not known.",
)
SI_2024_210 = _si(
    "Education (Penalty Notices) (England) (Amendment) Regulations 2024",
    2024,
    210,
    "Read as amended to 19 August 2024.",
)
SI_2024_717 = _si(
    "Education (Penalty Notices) (England) (Amendment) (No. 2) Regulations 2024",
    2024,
    717,
    "Read as made.",
)
SI_2013_757 = _si("Education (Penalty Notices) (England) (Amendment) Regulations 2013", 2013, 757, "Read as made.")
SI_2012_1046 = _si("Education (Penalty Notices) (England) (Amendment) Regulations 2012", 2012, 1046, "Read as made.")
SI_2008_2699 = Instrument(
    "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008",
    "SI 2008/2699",
    Force.LAW,
    Seen.SECONDARY,
    _REVIEWED,
    f"{_LEGISLATION}/uksi/2008/2699",
    "Known from a site that prints the rules as amended to 21 July 2020.",
)
OFFSITE_REGULATIONS_2026 = Instrument(
    "Education (Educational Provision for Improving Behaviour) (Application to Academies and Pupil Referral Units and "
    "Minor Amendments) Regulations 2026",
    "Improving Behaviour (Academies and PRUs) Regulations 2026",
    Force.LAW,
    Seen.SECONDARY,
    _REVIEWED,
    note="Title and date (26 July 2026) from several commentaries; number, text and transitional provisions not found.",
)
SECLUSION_REGULATIONS_2025 = Instrument(
    "Schools (Recording and Reporting of Seclusion and Restraint) (No. 2) (England) Regulations 2025",
    "Seclusion and Restraint (No. 2) Regulations 2025",
    Force.LAW,
    Seen.SECONDARY,
    _REVIEWED,
    note="Title and dates (9 January and 1 April 2026) from commentary; number and text not found. It revoked a first "
    "set of the same name made in error.",
)

# ---------------------------------------------------------------- statutory guidance

AP_GUIDANCE_2013 = _guidance(
    "Alternative Provision: statutory guidance for local authorities",
    "Alternative Provision guidance 2013",
    "January 2013; read only in authorities' paraphrases. Replaced on 5 February 2025.",
)
AP_GUIDANCE_2025 = _guidance(
    "Arranging Alternative Provision: a guide for local authorities and schools",
    "Arranging Alternative Provision 2025",
    "Published 5 February 2025; read only in summaries, so paragraph numbers are not given.",
    "https://www.gov.uk/government/publications/alternative-provision",
)
HEALTH_NEEDS_2023 = _guidance(
    "Arranging education for children who cannot attend school because of health needs",
    "Health needs guidance 2023",
    "December 2023, replacing the edition of 2013; read only in authorities' paraphrases.",
    "https://www.gov.uk/government/publications/education-for-children-with-health-needs-who-cannot-attend-school",
)
KCSIE = _guidance(
    "Keeping children safe in education",
    "Keeping children safe in education",
    "A new edition each September; the transfer of child protection files read in authorities' quotations of the "
    "editions from 2022 to 2024, the duties of a school that places a pupil from that of 2021. That of 2026 was not "
    "seen.",
    "https://www.gov.uk/government/publications/keeping-children-safe-in-education--2",
)
REGISTRATION_GUIDANCE_2019 = _guidance(
    "Registration of independent schools: departmental advice (August 2019)",
    "Independent school registration 2019",
    "Known from authorities' pages and a minister's answer (HL5450, February 2023).",
    force=Force.GUIDANCE,
)
PROMOTING_EDUCATION_2018 = _guidance(
    "Promoting the education of looked-after children and previously looked-after children",
    "Promoting education in care 2018",
    "February 2018, replacing the edition of 2014; read only in authorities' accounts of it, which agree.",
    "https://www.gov.uk/government/publications/promoting-the-education-of-looked-after-children",
)
PARTICIPATION_GUIDANCE_2016 = _guidance(
    "Participation of young people in education, employment or training: statutory guidance for local authorities",
    "Participation guidance 2016",
    "September 2016, updated since without what was changed being known; its list of contents was read, and the "
    "September Guarantee in authorities' accounts of it.",
    "https://www.gov.uk/government/publications/participation-of-young-people-education-employment-and-training",
)
WORKING_TOGETHER_2024 = _guidance(
    "Working together to improve school attendance (August 2024)",
    "Working together 2024",
    "Statutory from 19 August 2024; read only in extracts.",
    "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance",
)
WORKING_TOGETHER_2026 = _guidance(
    "Working together to improve school attendance (July 2026)",
    "Working together 2026",
    "An edition of July 2026 known from one set of page and paragraph extracts; what else it changed is not known.",
    "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance",
)
SEND_CODE_2015 = _guidance(
    "Special educational needs and disability code of practice: 0 to 25 years",
    "SEND Code 2015",
    "January 2015; read only in extracts.",
    "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25",
)
EXCLUSION_GUIDANCE_2022 = _guidance(
    "Suspension and permanent exclusion from maintained schools, academies and pupil referral units in England, "
    "including pupil movement (September 2022; editions of 2023 and 2024)",
    "Exclusion guidance 2022",
    "In force from 1 September 2022 until the edition of 2026; read only in authorities' and advisers' accounts of it.",
    "https://www.gov.uk/government/publications/school-exclusion",
)
EXCLUSION_GUIDANCE_2026 = _guidance(
    "Suspension and permanent exclusion from maintained schools, academies and pupil referral units in England, "
    "including pupil movement (in force 26 July 2026)",
    "Exclusion guidance 2026",
    "In force from 26 July 2026, replacing the edition of 2024; read only in commentary.",
    "https://www.gov.uk/government/publications/school-exclusion",
)
ADMISSIONS_CODE_2021 = _guidance(
    "School Admissions Code (September 2021)",
    "School Admissions Code 2021",
    "In force from 1 September 2021; its section on Fair Access Protocols (paragraphs 3.14 to 3.22) read only in "
    "authorities' accounts of it. What the Code says must be done binds.",
    "https://www.gov.uk/government/publications/school-admissions-code--2",
    Force.STATUTORY_GUIDANCE_MUST,
)
RESTRICTIVE_INTERVENTIONS_2026 = _guidance(
    "Restrictive interventions, including use of reasonable force, in schools",
    "Restrictive interventions 2026",
    "In force from 1 April 2026, statutory in its part on recording and reporting only; read only in commentary.",
)

# ---------------------------------------------------------------- conventions and local choice

ATTENDANCE_CODES_2009 = _guidance(
    "Absence and attendance codes: guidance for schools and local authorities (January 2009)",
    "Attendance codes 2009",
    "Its list of contents was read, not its text. Until 19 August 2024 the letters were guidance, not law.",
    force=Force.GUIDANCE,
)
JCQ_KEY_DATES = _guidance(
    "Joint Council for Qualifications: key dates of the examination year",
    "JCQ key dates",
    "The last day for entries to the summer series read in awarding bodies' notices for 2018 and 2021, which agree; to "
    "be checked each year. Vocational and functional skills have days of their own.",
    force=Force.PRACTICE,
)
SCHOOL_CENSUS = _guidance(
    "Complete the school census: guide and code sets",
    "School census",
    "Enrolment statuses read in a county's circular of 2014 and in code lists, SEN codes in county guides.",
    "https://www.gov.uk/guidance/complete-the-school-census",
    Force.STATISTICAL,
)
SEN2_RETURN = _guidance(
    "SEN2: special educational needs survey, person level",
    "SEN2 return",
    "Code lists read in a program that makes the return of 2025.",
    "https://www.gov.uk/guidance/special-educational-needs-survey",
    Force.STATISTICAL,
)
ABSENCE_STATISTICS = _guidance(
    "Pupil absence statistics: methodology",
    "Absence statistics methodology",
    "Which codes count as a possible session; read in extracts.",
    "https://explore-education-statistics.service.gov.uk/methodology/pupil-absence-statistics-methodology",
    Force.STATISTICAL,
)
KEY_STAGE_4_MEASURES = _guidance(
    "Secondary accountability measures: guide (Attainment 8, Progress 8)",
    "Secondary accountability measures",
    "Not read whole: slots, doubling and points of GCSEs from an awarding body's pages and public code. Estimates and "
    "standard deviations read in the department's published ready reckoner: 2021/22 as revised, 2023/24 as at December "
    "2024. Slots from 2026/27 were consulted on; what was decided was not found.",
    "https://www.gov.uk/government/publications/progress-8-school-performance-measure",
    Force.STATISTICAL,
)
JCQ_ACCESS = _guidance(
    "Access Arrangements and Reasonable Adjustments (Joint Council for Qualifications)",
    "JCQ access arrangements",
    "The awarding bodies' own rules, which bind an exam centre by agreement; no law, though they rest on the Equality "
    "Act 2010 s.96. The edition of 2025/26: parts read on the awarding bodies' pages, others known from schools and "
    "trade pages. Amended in March 2026 and, by one such page, not replaced in September 2026.",
    "https://www.jcq.org.uk/knowledge-hub/adjustments-for-candidates-with-disabilities-and-learning-difficulties",
    Force.GUIDANCE,
)
#: What several authorities ask for where a pupil with a plan is placed. No provision says it; section 42 is behind it.
AUTHORITIES_PRACTICE = Instrument(
    "What authorities publish on placing pupils with EHC plans in alternative provision",
    "Practice on placing pupils with EHC plans",
    Force.PRACTICE,
    Seen.SECONDARY,
    _REVIEWED,
    note="Published rules of Staffordshire, Lincolnshire and BCP; no provision sets a day. The duty behind it is the "
    "authority's to secure what the plan specifies (CFA 2014 s.42(2), read).",
)
CENTRE_POLICY = Instrument(
    "The centre's own policy",
    "Centre policy",
    Force.LOCAL,
    Seen.NOT_SEEN,
    _REVIEWED,
    note="A choice of the centre: the policy says who made it and when.",
)

#: Local choices are judged for events from this day on: the day the law of off-site direction, the oldest here, began.
LOCAL_SINCE = date(2010, 9, 1)
