#!/usr/bin/env python3
"""Writes src/core/lunar_years.h: the Chinese lunar years 1900 to 2101.

    python3 src/core/lunar_years.py > src/core/lunar_years.h
    python3 src/core/lunar_years.py --close     what falls within 3 minutes of midnight

Nothing is copied from a calendar; every month is computed from the rules of
GB/T 33661-2017 (a month begins on the day of the new moon; the month of the
winter solstice is the eleventh; of thirteen months between two such months, the
first without a principal solar term is a leap month), with days that begin at
midnight of 120 degrees east, and until 1928 of Beijing's meridian, as the
official calendar of the time did.

The new moons are those of J. Meeus, Astronomical Algorithms (2nd ed., 1998),
chapter 49: at most 17 s off between 1980 and 2020.  The Sun's longitude is the
VSOP87 series (Bretagnon and Francou, 1988) as shortened in his appendix III,
within 1" of the full one, or 24 s of time.  Terrestrial less universal time
is tabulated to 2020, and after that grows by 0.2 s a year, which is a guess:
it moves far new moons by a minute or two, and --close shows the days where that
could matter.  The months that begin on 2057-09-29, 2089-09-04 and 2097-08-08 do
so within two minutes of midnight; of them only the second one decides a festival
that we name (Mid-Autumn 2089).  Until 1911 the court computed months by an older
theory: the fourth month of 1906 began a day earlier than here.  No festival did.
"""
import math
import sys
from datetime import date, timedelta

FIRST, LAST = 1900, 2101

# Heliocentric longitude of the Earth: amplitude in 1e-8 rad, phase, frequency
# per thousand Julian years.
L0 = """175347046 0 0|3341656 4.6692568 6283.0758500|34894 4.62610 12566.15170
3497 2.7441 5753.3849|3418 2.8289 3.5231|3136 3.6277 77713.7715|2676 4.4181 7860.4194
2343 6.1352 3930.2097|1324 0.7425 11506.7698|1273 2.0371 529.6910|1199 1.1096 1577.3435
990 5.233 5884.927|902 2.045 26.298|857 3.508 398.149|780 1.179 5223.694|753 2.533 5507.553
505 4.583 18849.228|492 4.205 775.523|357 2.920 0.067|317 5.849 11790.629|284 1.899 796.298
271 0.315 10977.079|243 0.345 5486.778|206 4.806 2544.314|205 1.869 5573.143|202 2.458 6069.777
156 0.833 213.299|132 3.411 2942.463|126 1.083 20.775|115 0.645 0.980|103 0.636 4694.003
102 0.976 15720.839|102 4.267 7.114|99 6.21 2146.17|98 0.68 155.42|86 5.98 161000.69
85 1.30 6275.96|85 3.67 71430.70|80 1.81 17260.15|79 3.04 12036.46|75 1.76 5088.63
74 3.50 3154.69|74 4.68 801.82|70 0.83 9437.76|62 3.98 8827.39|61 1.82 7084.90|57 2.78 6286.60
56 4.39 14143.50|56 3.47 6279.55|52 0.19 12139.55|52 1.33 1748.02|51 0.28 5856.48|49 0.49 1194.45
41 5.37 8429.24|41 2.40 19651.05|39 6.17 10447.39|37 6.04 10213.29|37 2.57 1059.38
36 1.71 2352.87|36 1.78 6812.77|33 0.59 17789.85|30 0.44 83996.85|30 2.74 1349.87|25 3.16 4690.48"""
L1 = """628331966747 0 0|206059 2.678235 6283.075850|4303 2.6351 12566.1517|425 1.590 3.523
119 5.796 26.298|109 2.966 1577.344|93 2.59 18849.23|72 1.14 529.69|68 1.87 398.15
67 4.41 5507.55|59 2.89 5223.69|56 2.17 155.42|45 0.40 796.30|36 0.47 775.52|29 2.65 7.11
21 5.34 0.98|19 1.85 5486.78|19 4.97 213.30|17 2.99 6275.96|16 0.03 2544.31|16 1.43 2146.17"""
L2 = "52919 0 0|8720 1.0721 6283.0758|309 0.867 12566.152|27 0.05 3.52|16 5.19 26.30|16 3.68 155.42"
L3 = "289 5.844 6283.076|35 0 0|17 5.49 12566.15"
L4 = "114 3.142 0"
R0 = "100013989 0 0|1670700 3.0984635 6283.0758500|13956 3.05525 12566.15170|3084 5.1985 77713.7715"


def series(text):
    return [tuple(map(float, term.split())) for term in text.replace("\n", "|").split("|")]


LONGITUDE = [series(text) for text in (L0, L1, L2, L3, L4)]
DISTANCE = series(R0)

# New moon: coefficient, power of E, and multiples of M, M', F and Omega.
MOON = """-.40720 0 0 1 0 0|.17241 1 1 0 0 0|.01608 0 0 2 0 0|.01039 0 0 0 2 0|.00739 1 -1 1 0 0
-.00514 1 1 1 0 0|.00208 2 2 0 0 0|-.00111 0 0 1 -2 0|-.00057 0 0 1 2 0|.00056 1 1 2 0 0
-.00042 0 0 3 0 0|.00042 1 1 0 2 0|.00038 1 1 0 -2 0|-.00024 1 -1 2 0 0|-.00017 0 0 0 0 1
-.00007 0 2 1 0 0|.00004 0 0 2 -2 0|.00004 0 3 0 0 0|.00003 0 1 1 -2 0|.00003 0 0 2 2 0
-.00003 0 1 1 2 0|.00003 0 -1 1 2 0|-.00002 0 -1 1 -2 0|-.00002 0 1 3 0 0|.00002 0 0 4 0 0"""
MOON = series(MOON)
PLANETS = """.000325 299.77 .107408|.000165 251.88 .016321|.000164 251.83 26.651886
.000126 349.42 36.412478|.000110 84.66 18.206239|.000062 141.74 53.303771|.000060 207.14 2.453732
.000056 154.84 7.306860|.000047 34.52 27.261239|.000042 207.19 .121824|.000040 291.34 1.844379
.000037 161.72 24.198154|.000035 239.56 25.513099|.000023 331.55 3.592518"""
PLANETS = series(PLANETS)

# Terrestrial less universal time in seconds, every ten years from 1890.
DELTA_T = [-6, -2.8, 10.5, 21.2, 24.0, 24.3, 29.1, 33.2, 40.2, 50.5, 56.9, 63.8, 66.1, 69.4]


def delta_t(year):
    place = (year - 1890) / 10
    if place >= len(DELTA_T) - 1:
        return DELTA_T[-1] + 0.2 * (year - 2020)
    i = int(place)
    return DELTA_T[i] + (DELTA_T[i + 1] - DELTA_T[i]) * (place - i)


def sun(jde):
    """Apparent longitude of the Sun in degrees."""
    t = (jde - 2451545) / 365250
    wave = lambda terms: sum(a * math.cos(b + c * t) for a, b, c in terms)
    earth = sum(wave(terms) * t ** n for n, terms in enumerate(LONGITUDE)) * 1e-8
    node = math.radians(125.04452 - 19341.36261 * t)
    mean_sun = math.radians(280.4665 + 360007.698 * t)
    mean_moon = math.radians(218.3165 + 4812678.813 * t)
    nutation = (-17.20 * math.sin(node) - 1.32 * math.sin(2 * mean_sun)
                - 0.23 * math.sin(2 * mean_moon) + 0.21 * math.sin(2 * node)
                + 0.14 * math.sin(math.radians(357.5291 + 359990.503 * t)))
    aberration = -20.4898 / (wave(DISTANCE) * 1e-8)
    return (math.degrees(earth) + 180 + (nutation + aberration - 0.09033) / 3600) % 360


def sun_reaches(degrees, year):
    """When the Sun's longitude is that, in the given year, in dynamical time."""
    jde = 2451545 + 365.2422 * (year - 2000 + ((degrees - 280) % 360) / 360)
    for _ in range(20):
        step = ((degrees - sun(jde) + 180) % 360 - 180) * 365.2422 / 360
        jde += step
        if abs(step) < 1e-6:
            break
    return jde


def new_moon(k):
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    angles = [math.radians(angle) for angle in (
        2.5534 + 29.10535670 * k - 0.0000014 * t**2 - 0.00000011 * t**3,
        201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3 - 0.000000058 * t**4,
        160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3 + 0.000000011 * t**4,
        124.7746 - 1.56375588 * k + 0.0020672 * t**2 + 0.00000215 * t**3)]
    jde = (2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.000000150 * t**3
           + 0.00000000073 * t**4)
    for coefficient, power, *multiples in MOON:
        jde += coefficient * e**power * math.sin(sum(m * a for m, a in zip(multiples, angles)))
    for i, (coefficient, start, rate) in enumerate(PLANETS):
        square = -0.009173 * t * t if i == 0 else 0
        jde += coefficient * math.sin(math.radians(start + rate * k + square))
    return jde


close = {}


def civil(jde, what):
    """The day on which a moment of dynamical time falls in China."""
    year = 2000 + (jde - 2451545) / 365.2425
    hours = 8 if year >= 1929 else 7 + 45 / 60 + 40 / 3600
    local = jde - delta_t(year) / 86400 + hours / 24 + 0.5
    seconds = (local % 1) * 86400
    day = date(2000, 1, 1) + timedelta(math.floor(local) - 2451545)
    if min(seconds, 86400 - seconds) < 180:
        close[jde] = f"{day} {int(seconds // 3600):02}:{int(seconds // 60 % 60):02}:{int(seconds % 60):02} {what}"
    return day


def months_from_solstice(year):
    """The first days of the months of a solstice year, that of the winter
    solstice of year - 1 first and that of year last, each with its number and
    whether it is a leap month."""
    solstice = [civil(sun_reaches(270, y), "winter solstice") for y in (year - 1, year)]
    k = math.floor((year - 1 - 2000 + 0.9) * 12.3685) - 2
    moons = []
    while not moons or moons[-1] <= solstice[1]:
        moons.append(civil(new_moon(k), "new moon"))
        k += 1
    first = max(i for i, day in enumerate(moons) if day <= solstice[0])
    last = max(i for i, day in enumerate(moons) if day <= solstice[1])
    terms = [civil(sun_reaches((270 + 30 * i) % 360, year - 1 if i == 0 else year), f"solar term {270 + 30 * i}")
             for i in range(13)]
    result, number, leap_left = [], 11, last - first == 13
    for i in range(first, last):
        leap = False
        if leap_left and i > first and not any(moons[i] <= day < moons[i + 1] for day in terms):
            leap, leap_left = True, False
            number = (number - 2) % 12 + 1
        result.append((moons[i], number, leap))
        number = number % 12 + 1
    assert not leap_left
    return result + [(moons[last], 11, False)]


def lunar_years():
    """Year: the days on which its months begin, its leap month, and when it ends."""
    months = []
    for year in range(FIRST, LAST + 2):
        months += months_from_solstice(year)[:-1]
    starts = [i for i, (_, number, leap) in enumerate(months) if number == 1 and not leap]
    years = {}
    for begin, end in zip(starts, starts[1:]):
        run = months[begin:end]
        leap = next((number for _, number, is_leap in run if is_leap), 0)
        days = [day for day, _, _ in run] + [months[end][0]]
        years[run[0][0].year] = ([(b - a).days for a, b in zip(days, days[1:])], leap, run[0][0])
    return years


def main():
    years = lunar_years()
    rows = []
    for year in range(FIRST, LAST + 1):
        lengths, leap, new_year = years[year]
        qingming = civil(sun_reaches(15, year), "Qingming")
        assert set(lengths) <= {29, 30} and len(lengths) == 12 + (leap > 0)
        assert qingming.month == 4 and 4 <= qingming.day <= 7
        word = sum((length == 30) << i for i, length in enumerate(lengths))
        word |= leap << 13 | (new_year - date(year, 1, 20)).days << 17 | (qingming.day - 4) << 23
        rows.append(word)
    if "--close" in sys.argv:
        print("\n".join(sorted(set(close.values()))))
        return
    print("""/*
 * lunar_years.h
 *		The Chinese lunar years %d to %d.
 *
 * Generated by src/core/lunar_years.py; see there for rules and accuracy.
 *
 * From the lowest bit: 13 bits, a month each, leap month in its place, set if it
 * has 30 days and not 29; 4 bits, the month after which a leap month of the
 * same number follows, or 0; 6 bits, days from January 20 to the first day of
 * the year; 2 bits, days from April 4 to Qingming.
 */
#define SV_LUNAR_FIRST	%d
#define SV_LUNAR_LAST	%d

static const uint32 lunar_years[] = {""" % (FIRST, LAST, FIRST, LAST))
    for i in range(0, len(rows), 5):
        row = rows[i:i + 5]
        tabs = "\t" if len(row) == 5 else "\t\t"
        print("\t" + ", ".join("0x%07X" % word for word in row) + ",%s/* %d */" % (tabs, FIRST + i))
    print("};")


main()
