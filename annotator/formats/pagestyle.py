"""The look of printed and shown pages: the tokens of the window as CSS, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

HUES: Final = 8
"""Colours of sources; the ninth and on have them again, with a double line."""
FAMILIES: Final = ("people", "org", "place", "time", "other")

_LIGHT: Final = {
    "desk": "#F3F1EB", "page": "#FFFEFA", "card": "#FBFAF5", "ink": "#1E232B", "ink2": "#4E545E", "ink3": "#666B74",
    "line": "#E3DFD4", "line2": "#CFCABC", "zone": "#6F7278", "cue": "#4B4F57", "warn": "#9A4A00", "bad": "#B3261E",
    "h0": "#4E545E", "h1": "#356FD2", "h2": "#B84610", "h3": "#357E58", "h4": "#B14F9C", "h5": "#364807",
    "h6": "#613CA8",
    "h7": "#921C49", "h8": "#035373",
    "people": "#874F80", "org": "#0675A4", "place": "#0D5417", "time": "#8F6614", "other": "#214383",
}  # fmt: skip
_DARK: Final = {
    "desk": "#14171C", "page": "#1C1F25", "card": "#23272E", "ink": "#E4E1D9", "ink2": "#B4B5B8", "ink3": "#969AA2",
    "line": "#2C3038", "line2": "#434852", "zone": "#8F939B", "cue": "#B9BCC2", "warn": "#F0B46C", "bad": "#FF9E94",
    "h0": "#B4B5B8", "h1": "#94BAFF", "h2": "#E59B43", "h3": "#52C48A", "h4": "#FDA1C2", "h5": "#998B1E",
    "h6": "#8781DD",
    "h7": "#CB6D78", "h8": "#3BA0AA",
    "people": "#C58BC0", "org": "#A4D3F8", "place": "#9FDE98", "time": "#BB943C", "other": "#6BA7E9",
}  # fmt: skip
# Strength of a claim's band, and of one inside another.
_LIGHT_BANDS: Final = (0.10, 0.19)
_DARK_BANDS: Final = (0.12, 0.20)

# Lines are drawn as shadows, outlines and decorations, which take no room: borders and paddings between the letters of
# one word would break their joining.
_RULES: Final = """
*{box-sizing:border-box}
html{background:var(--desk);color:var(--ink);-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:50rem;padding:1.5rem 1rem}
body{font:15px/1.6 "Isnad Sans","Segoe UI",Tahoma,sans-serif}
article{background:var(--page);border-radius:12px;padding:2rem 2.4rem;margin:0 0 2rem;break-after:page}
article:last-of-type{break-after:auto}
header{border-block-end:1px solid var(--line);margin:0 0 1.6rem;padding:0 0 .8rem;color:var(--ink3);font-size:13px}
header b{display:block;color:var(--ink);font-size:16px}
.t{font-family:"Isnad Naskh",Amiri,"Traditional Arabic",serif;font-size:22px;line-height:2.2}
.t p{margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:break-word;position:relative}
.t p[dir=rtl]{padding-right:62px}
.t p[dir=ltr]{padding-left:62px}
.t p.headline{font-size:27px;font-weight:700;line-height:1.9}
.t p.dateline,.t p.byline,.t p.caption{font-size:18px;color:var(--zone)}
.t p.boilerplate{font-size:18px;color:var(--zone)}
span{box-decoration-break:slice;-webkit-box-decoration-break:slice}
span[data-t]:not(.claim),.ring{position:relative}
span{--u:linear-gradient(transparent,transparent)}
.unsure{--u:repeating-linear-gradient(135deg,transparent 0 6px,var(--line2) 6px 7px)}
.unsure:not(.claim){background-image:var(--u)}
.claim{background:var(--u),var(--b);--l:linear-gradient(var(--h),var(--h)) no-repeat}
.claim{--s1:var(--l) right top/2px 11px;--s2:var(--l) right top/8px 2px}
.claim{--e1:var(--l) left bottom/2px 11px;--e2:var(--l) left bottom/8px 2px}
p[dir=ltr] .claim{--s1:var(--l) left top/2px 11px;--s2:var(--l) left top/8px 2px}
p[dir=ltr] .claim{--e1:var(--l) right bottom/2px 11px;--e2:var(--l) right bottom/8px 2px}
.claim .claim{background:var(--u),var(--n)}
.claim.s{background:var(--u),var(--s1),var(--s2),var(--b)}
.claim.e{background:var(--u),var(--e1),var(--e2),var(--b)}
.claim.s.e{background:var(--u),var(--s1),var(--s2),var(--e1),var(--e2),var(--b)}
.claim .claim.s{background:var(--u),var(--s1),var(--s2),var(--n)}
.claim .claim.e{background:var(--u),var(--e1),var(--e2),var(--n)}
.claim .claim.s.e{background:var(--u),var(--s1),var(--s2),var(--e1),var(--e2),var(--n)}
.source{text-decoration:underline 2.2px var(--h);text-underline-offset:.54em;text-decoration-skip-ink:none}
.source.double{text-decoration-style:double}
.cue{text-decoration:underline dotted 2.3px var(--cue);text-underline-offset:.54em;text-decoration-skip-ink:none}
.entity{outline:1.15px solid var(--f);outline-offset:-1px;border-radius:4.2px}
.entity .entity{outline-offset:-3.5px}
.entity.time{outline:0;box-shadow:inset 1.15px 0 var(--f),inset -1.15px 0 var(--f)}
.mark{outline:1px dashed var(--ink3);outline-offset:-1px}
[data-t]::before{content:attr(data-t);position:absolute;inset-inline-start:-2px;bottom:calc(100% - 3px)}
[data-t]::before{font:600 10.5px/14px "Isnad Sans",Tahoma,sans-serif;padding:0 3px;border-radius:3.6px}
[data-t]::before{color:var(--page);background:var(--f,var(--ink3));white-space:nowrap}
.t .at{outline:0;background:none;text-decoration:none;box-shadow:none}
.at[data-t]::before{inset-inline:auto 0}
.ring::before{content:"";position:absolute;inset-inline-start:-3px;top:calc(1.6em - 4.5px)}
.ring::before{width:9px;height:9px;border-radius:50%;border:2px solid var(--h);background:var(--page)}
.ring.double::before{border-style:double;border-width:3px}
.claim[data-t]::before{--o:radial-gradient(circle,var(--h) 10.2px,transparent 10.8px)}
.double{--d:var(--h) 7px,var(--page) 7.5px 8.5px,var(--h) 9px 10.2px,transparent 10.8px}
.claim.double[data-t]::before{--o:radial-gradient(circle,var(--d))}
.claim.open[data-t]::before{--o:radial-gradient(circle,transparent 8.6px,var(--h) 9px 10.3px,transparent 10.8px)}
.claim.unstated[data-t]::before{--o:radial-gradient(circle,transparent 8.6px,var(--h) 9px 10.3px,transparent 10.8px)}
.claim[data-t]::before{content:attr(data-t);background:var(--o);color:var(--page);width:29px;height:29px;padding:0}
.claim[data-t]::before{font:600 12px/29px "Isnad Sans",Tahoma,sans-serif;text-align:center}
.claim[data-t]::before{position:absolute;inset:auto;margin-top:calc(1.1em - 7px)}
p[dir=rtl] .claim[data-t]::before{right:0}
p[dir=rtl] .claim.inner[data-t]::before{right:27px}
p[dir=ltr] .claim[data-t]::before{left:0}
p[dir=ltr] .claim.inner[data-t]::before{left:27px}
.claim.open[data-t]::before,.claim.unstated[data-t]::before{color:var(--h)}
.claim.unstated[data-t]::before{background:linear-gradient(var(--h),var(--h)) no-repeat 50% 100%/14px 2px,var(--o)}
.denied{--x:linear-gradient(45deg,transparent 43%,var(--page) 43% 57%,transparent 57%) no-repeat 3px 3px/7px 7px}
.denied{--y:linear-gradient(-45deg,transparent 43%,var(--page) 43% 57%,transparent 57%) no-repeat 3px 3px/7px 7px}
.denied{--z:radial-gradient(circle at 6.5px 6.5px,var(--bad) 5.8px,var(--page) 6.2px 7.4px,transparent 7.8px)}
.claim.denied[data-t]::before{background:var(--x),var(--y),var(--z),var(--o)}
h2{font-size:15px;font-weight:600;margin:1.8rem 0 .6rem}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:start;vertical-align:top;padding:.4rem .5rem;border-block-start:1px solid var(--line)}
th{color:var(--ink3);font-weight:400;font-size:12px}
tr{break-inside:avoid}
td.n{white-space:nowrap}
.dot{display:inline-block;min-width:1.5em;padding:0 .35em;border-radius:1em}
.dot{text-align:center;font-size:12px;font-weight:600;color:var(--page);background:var(--h)}
.dot.open,.dot.unstated{color:var(--h);background:none;box-shadow:inset 0 0 0 1.5px var(--h)}
.dot.unstated{box-shadow:inset 0 0 0 1.5px var(--h),0 2px var(--page),0 4px var(--h)}
.dot.denied{position:relative}
.dot.denied::after{content:"✕";position:absolute;inset-inline-end:-.6em;top:-.5em;border-radius:1em;background:var(--bad)}
.dot.denied::after{font-size:8px;line-height:12px;width:12px}
.legend .doubt{background:repeating-linear-gradient(135deg,transparent 0 6px,var(--line2) 6px 7px);color:inherit}
.deny{color:var(--bad);white-space:nowrap}
.doubt{color:var(--warn)}
.arrow{color:var(--ink3)}
.legend{display:flex;flex-wrap:wrap;gap:.5rem 1.1rem;font-size:13px;color:var(--ink2);margin:1.4rem 0 0}
.legend{align-items:center;row-gap:.9rem}
.legend span{padding:0 .3em}
.legend .dot{padding:0 .35em;margin-inline-end:.35em}
@media print{html,body{background:#fff}body{max-width:none;padding:0;font-size:11pt}.t{font-size:15pt}}
@media print{.t p{break-inside:avoid;margin:0 0 .5rem;padding-block-start:.75rem}}
@media print{article{padding:0;border-radius:0;background:#fff}}
@media (max-width:32rem){article{padding:1.2rem 1rem}.t{font-size:19px}}
@media (max-width:32rem){.t p[dir=rtl]{padding-right:46px}.t p[dir=ltr]{padding-left:46px}}
@media (max-width:32rem){.claim[data-t]::before{margin-inline:-8px}}
"""


def stylesheet() -> str:
    """The whole of it: tokens light and dark, paper always light, then the rules."""
    light, dark = _tokens(_LIGHT, _LIGHT_BANDS), _tokens(_DARK, _DARK_BANDS)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"{''.join(_hue_rules())}{''.join(f'.{name}{{--f:var(--{name})}}' for name in FAMILIES)}\n{_RULES.strip()}\n"
    )


def _tokens(theme: Mapping[str, str], strengths: tuple[float, float]) -> str:
    band, nested = strengths
    tokens = [f"--{name}:{value}" for name, value in theme.items()]
    for hue in range(HUES + 1):
        tokens.append(f"--b{hue}:{mixed(theme[f'h{hue}'], theme['page'], band)}")
        tokens.append(f"--n{hue}:{mixed(theme[f'h{hue}'], theme['page'], nested)}")
    return ";".join(tokens)


def _hue_rules() -> Iterator[str]:
    for hue in range(HUES + 1):
        yield f".h{hue}{{--h:var(--h{hue});--b:var(--b{hue});--n:var(--n{hue})}}"


def mixed(colour: str, ground: str, strength: float) -> str:
    """A colour laid over another.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(over * strength + under * (1 - strength)):02X}" for over, under in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
