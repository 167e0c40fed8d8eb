"""What the department estimated for Progress 8: mean points by prior attainment, and how far pupils spread.

Points are whole hundredths, one figure for each of the 34 groups of prior attainment. The four elements of a group add
up to its Attainment 8 but for rounding. Estimates of one year say nothing of another: they drift.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ap_core.law.citation import Citation, Seen
from ap_core.law.instruments import KEY_STAGE_4_MEASURES
from ap_core.values import Value, item, value

#: The groups of prior attainment, from 1 up.
GROUPS = 34


@value
class Estimates(Value):
    """One year's estimates by group, and the standard deviation of all pupils' scores."""

    attainment_8: tuple[int, ...] = item("mean Attainment 8 of each group")
    english: tuple[int, ...] | None = item("mean of the English slots; none where not held", default=None)
    mathematics: tuple[int, ...] | None = item("mean of the mathematics slots", default=None)
    ebacc: tuple[int, ...] | None = item("mean of the EBacc slots", default=None)
    others: tuple[int, ...] | None = item("mean of the open slots", default=None)
    deviation: Fraction = item("the national standard deviation of a pupil's Progress 8")
    citation: Citation = item("where they were read")


#: By the summer of leaving: 2024 for 2023/24. Of 2024/25 and 2025/26 there is no Progress 8: those pupils sat no tests
#: at the end of Key Stage 2. Of 2026/27 nothing is held.
ESTIMATES: Mapping[int, Estimates] = {
    2022: Estimates(
        attainment_8=(
            1854, 1987, 2275, 2434, 2623, 2784, 2948, 3097, 3246, 3384, 3531, 3714, 3870, 4033, 4203, 4369, 4579,
            4752, 4966, 5195, 5423, 5658, 5905, 6157, 6385, 6648, 6891, 7119, 7355, 7569, 7786, 7951, 8160, 8300,
        ),
        english=(
            437, 490, 551, 582, 624, 658, 687, 720, 748, 776, 802, 839, 868, 899, 932, 962, 1000, 1031, 1070,
            1112, 1150, 1193, 1232, 1276, 1320, 1363, 1402, 1434, 1478, 1512, 1547, 1569, 1614, 1636,
        ),
        mathematics=(
            260, 274, 344, 384, 428, 468, 503, 542, 580, 612, 647, 690, 726, 763, 798, 835, 882, 919, 964, 1013,
            1063, 1114, 1171, 1221, 1268, 1323, 1378, 1433, 1481, 1529, 1574, 1613, 1647, 1668,
        ),
        ebacc=(
            516, 522, 603, 649, 698, 745, 791, 833, 877, 917, 963, 1018, 1065, 1116, 1171, 1225, 1294, 1353, 1426,
            1503, 1583, 1663, 1749, 1835, 1910, 2003, 2082, 2163, 2239, 2310, 2380, 2432, 2494, 2543,
        ),
        others=(
            640, 701, 777, 820, 871, 913, 966, 1002, 1041, 1079, 1118, 1167, 1211, 1255, 1303, 1347, 1403, 1449,
            1505, 1567, 1627, 1688, 1754, 1824, 1887, 1959, 2029, 2088, 2157, 2219, 2285, 2337, 2404, 2453,
        ),
        deviation=Fraction(1_408_359, 1_000_000),
        citation=KEY_STAGE_4_MEASURES.at("Progress 8 estimates 2021/22, revised", seen=Seen.AT_SOURCE),
    ),
    2023: Estimates(
        attainment_8=(
            1586, 1647, 1927, 2077, 2219, 2386, 2569, 2701, 2821, 2979, 3111, 3309, 3464, 3639, 3808, 3990, 4157,
            4373, 4555, 4777, 5041, 5287, 5560, 5825, 6063, 6340, 6617, 6860, 7102, 7333, 7560, 7751, 7977, 8197,
        ),
        deviation=Fraction(1_414_023, 1_000_000),
        citation=KEY_STAGE_4_MEASURES.at("Progress 8 estimates 2022/23"),
    ),
    2024: Estimates(
        attainment_8=(
            1596, 1663, 1901, 2078, 2200, 2370, 2502, 2642, 2765, 2912, 3024, 3230, 3378, 3546, 3727, 3894, 4102,
            4297, 4512, 4745, 4976, 5257, 5530, 5760, 6022, 6286, 6546, 6816, 7060, 7315, 7546, 7726, 7974, 8203,
        ),
        english=(
            386, 418, 476, 514, 537, 573, 602, 634, 655, 681, 703, 746, 773, 806, 839, 872, 910, 947, 985, 1028,
            1070, 1117, 1166, 1206, 1250, 1299, 1339, 1382, 1423, 1460, 1495, 1526, 1570, 1614,
        ),
        mathematics=(
            239, 250, 307, 345, 375, 416, 448, 482, 513, 551, 578, 624, 656, 695, 731, 768, 813, 852, 897, 945,
            993, 1053, 1108, 1156, 1212, 1263, 1320, 1377, 1429, 1490, 1542, 1577, 1626, 1671,
        ),
        ebacc=(
            436, 437, 499, 549, 586, 633, 668, 705, 744, 791, 820, 882, 929, 981, 1039, 1090, 1159, 1223, 1295,
            1374, 1451, 1548, 1638, 1716, 1806, 1891, 1981, 2073, 2153, 2235, 2310, 2369, 2442, 2502,
        ),
        others=(
            534, 558, 619, 670, 702, 747, 784, 822, 853, 888, 923, 978, 1019, 1064, 1117, 1165, 1220, 1275, 1335,
            1398, 1463, 1539, 1617, 1681, 1754, 1833, 1907, 1983, 2055, 2130, 2199, 2254, 2336, 2415,
        ),
        deviation=Fraction(1_416_280, 1_000_000),
        citation=KEY_STAGE_4_MEASURES.at("Progress 8 estimates 2023/24, as at December 2024"),
    ),
}  # fmt: skip

#: The school years of leaving (by their summer) for which there is no Progress 8 at all.
NONE_PUBLISHED = (2025, 2026)
