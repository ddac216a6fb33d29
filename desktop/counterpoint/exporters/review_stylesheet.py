"""How a review's page looks: on a screen in light and dark, and on paper, which is always light.

A kind has a colour, a shape and an underline of its own; the fuller the words' ground, the more agree.
"""

from typing import Final

STYLESHEET: Final = """\
:root {
  color-scheme: light dark;
  --desk: #f3f1ec; --paper: #fffefb; --line: #dcd8cf; --ink: #23211d; --soft: #635e55; --link: #005f99;
  --select: #e9eef4; --open: #7a5b00; --good: #1b6b3a; --bad: #b3261e;
  --claim: #0072b2; --evidence: #009e73; --rhetoric: #d55e00; --on-kind: #ffffff;
  --claim-all: #b9d8ec; --evidence-all: #b5e2d3; --rhetoric-all: #f6cfb0;
  --claim-some: #e3eff7; --evidence-some: #e0f3ec; --rhetoric-some: #fcebdd;
  --kinds-a: #f7e3a1; --kinds-b: #fdf4d3;
  --heat-0: #f4b39a; --heat-1: #f8cf9a; --heat-2: #f7e3a1; --heat-3: #c9e3a6; --heat-4: #93d3b4;
  --on-heat: #1c1a16;
  --lane: 15px; --bar: 11px; --row: 1.75rem;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --desk: #171615; --paper: #211f1d; --line: #3b3833; --ink: #ece7de; --soft: #aca598; --link: #6cbdf0;
    --select: #2b3138; --open: #e5b94e; --good: #6fcf97; --bad: #ff8a80;
    --claim: #56b4e9; --evidence: #35c496; --rhetoric: #f08a4b; --on-kind: #14130f;
    --claim-all: #234a63; --evidence-all: #1d5142; --rhetoric-all: #66391c;
    --claim-some: #233440; --evidence-some: #213a33; --rhetoric-some: #3f2e24;
    --kinds-a: #5a4a16; --kinds-b: #40371c;
    --heat-0: #e59a80; --heat-1: #e6b97f; --heat-2: #e3cd82; --heat-3: #b0cf8b; --heat-4: #7fc6a3;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--desk); color: var(--ink); line-height: 1.45; font-size: 1rem;
  font-family: "Noto Sans", "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif;
}
main {
  max-width: 58rem; margin: 0 auto; padding: 2.5rem 3.5rem 4rem; background: var(--paper);
  overflow-wrap: anywhere;
}
a:where(:any-link) { color: var(--link); }
a:focus-visible, summary:focus-visible {
  outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px;
}
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus {
  inset-inline-start: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 2;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: pretty; }
h1 { margin: 0; font-size: 1.9rem; font-family: "Noto Serif", Georgia, serif; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.35rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
h4 { margin: 1.25rem 0 .35rem; font-size: .95rem; }
section, article, .ref { scroll-margin-top: 3rem; }
small { font-size: .75rem; color: var(--soft); }
ul { margin: 0; padding-inline-start: 1.25rem; }
header { padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.what { margin: 0 0 .25rem; color: var(--soft); font-size: .8125rem; font-weight: 600; }
.by { margin: .35rem 0 0; }
.facts { margin: .5rem 0 0; color: var(--soft); font-size: .875rem; }
.note { margin: .35rem 0; color: var(--soft); font-size: .8125rem; }
.none { color: var(--soft); }

.shape::before { font: normal .8rem/1 "Noto Sans Symbols 2", "Segoe UI Symbol", sans-serif; }
.claim.shape::before { content: "\\25A0" / ""; color: var(--claim); }
.evidence.shape::before { content: "\\25CF" / ""; color: var(--evidence); }
.rhetoric.shape::before { content: "\\25B2" / ""; color: var(--rhetoric); }

.on { text-decoration-line: underline; text-decoration-thickness: 2px; text-decoration-skip-ink: none; }
.on.claim { text-decoration-color: var(--claim); text-underline-offset: .22em; }
.on.evidence {
  text-decoration-color: var(--evidence); text-decoration-style: dotted; text-underline-offset: .36em;
}
.on.rhetoric {
  text-decoration-color: var(--rhetoric); text-decoration-style: wavy; text-underline-offset: .3em;
  text-decoration-thickness: 1px;
}
.claim.all { background: var(--claim-all); }
.evidence.all { background: var(--evidence-all); }
.rhetoric.all { background: var(--rhetoric-all); }
.claim.bounds { background: var(--claim-some); }
.evidence.bounds { background: var(--evidence-some); }
.rhetoric.bounds { background: var(--rhetoric-some); }
.on.kind {
  background: repeating-linear-gradient(135deg, var(--kinds-a) 0 5px, var(--kinds-b) 5px 10px);
}

.key {
  display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin-bottom: 1.25rem; padding: .75rem 1rem;
  border: 1px solid var(--line); border-radius: 8px; font-size: .8125rem;
}
.key ul { padding: 0; list-style: none; }
.key li { padding: .2rem 0; }
.key [aria-label="Lanes"] b { display: inline-block; min-width: 1.1rem; }

.essay { position: relative; font: 1.0625rem/var(--row) "Noto Serif", Georgia, serif; }
.text { position: relative; max-width: 46rem; }
.text > * {
  margin: 0 0 .8rem; padding-left: calc(var(--lane) * var(--lanes) + 1.1rem);
  font-size: 1.0625rem; line-height: var(--row); white-space: pre-wrap;
}
.text > :is(h3, h4, h5, h6):not(:first-child) { margin-top: 1.5rem; }
.text > h3 { font-size: 1.25rem; }
.text i { position: absolute; left: 0; height: var(--row); width: calc(var(--lane) * var(--lanes)); }
.text .sign { width: var(--bar); z-index: 1; text-align: center; }
.sign::before {
  display: block; color: var(--on-kind); font: normal .5rem/.7rem "Noto Sans Symbols 2", sans-serif;
  border-top: 2px solid var(--paper);
}
.claim.sign::before { content: "\\25A0" / ""; background: var(--claim); }
.evidence.sign::before { content: "\\25CF" / ""; background: var(--evidence); }
.rhetoric.sign::before { content: "\\25B2" / ""; background: var(--rhetoric); }
.letters {
  position: sticky; top: 0; z-index: 2; height: 1.75rem; background: var(--paper); color: var(--soft);
  font: 600 .75rem/1.75rem "Noto Sans", "Segoe UI", system-ui, sans-serif;
}
.letters span {
  display: inline-block; width: var(--lane); padding-right: calc(var(--lane) - var(--bar));
  text-align: center;
}
.ref {
  margin-inline-end: .15em; text-decoration: none; vertical-align: super; line-height: 0;
  font: 600 .6875rem/0 "Noto Sans", "Segoe UI", system-ui, sans-serif;
}
.ref::before { content: attr(data-number); padding: 0 .15em; border-radius: 3px; }
.ref:target::before { background: var(--link); color: var(--paper); }

article { margin: 0 0 .75rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
article:target { border-color: var(--link); background: var(--select); }
article h4 { display: flex; justify-content: space-between; margin: 0; }
.badge { padding: 0 .6em; border: 1px solid currentColor; border-radius: 1em; font-size: .75rem; }
.badge.open { color: var(--open); }
.badge.accept, .badge.change { color: var(--good); }
.badge.reject { color: var(--bad); }
blockquote {
  margin: .35rem 0 .6rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line);
  font-family: "Noto Serif", Georgia, serif; white-space: pre-wrap;
}
dl { margin: 0; font-size: .875rem; }
dl div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 1rem; padding: .1rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.ruled { margin-top: .6rem; padding-top: .5rem; border-top: 1px solid var(--line); font-size: .875rem; }
.ruled p { margin: 0; }

table { border-collapse: collapse; font-size: .8125rem; font-variant-numeric: tabular-nums; }
caption { padding: .25rem 0; text-align: start; font-weight: 600; }
th, td { padding: .3rem .6rem; vertical-align: top; text-align: end; overflow-wrap: break-word; }
th { font-weight: 600; }
thead th { color: var(--soft); vertical-align: bottom; }
th[scope="row"], .words, .figures th:first-child, .counts th:first-child { text-align: start; }
td small, th small { display: block; font-weight: normal; }
.figures { width: 100%; }
.figures tbody tr { border-top: 1px solid var(--line); }
.figures th:first-child { width: 45%; }
.figures .none { min-width: 6rem; font-size: .75rem; }
.maps { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; }
.map { max-width: 100%; overflow-x: auto; }
.heat td, .heat thead th {
  min-width: 3.5rem; padding: .3rem .4rem; text-align: center; border: 2px solid var(--paper);
}
.heat th { max-width: 9rem; }
.heat th[scope="row"] { padding-inline-start: 0; }
.heat td small { font-size: .6875rem; }
.h0, .h1, .h2, .h3, .h4 { color: var(--on-heat); border-radius: 4px; }
.h0 small, .h1 small, .h2 small, .h3 small, .h4 small { color: inherit; }
.h0 { background: var(--heat-0); }
.h1 { background: var(--heat-1); }
.h2 { background: var(--heat-2); }
.h3 { background: var(--heat-3); }
.h4 { background: var(--heat-4); }
.steps { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; list-style: none; font-size: .75rem; }
.steps span { padding: .1rem .5rem; }
.counts { margin-bottom: .75rem; }
.counts tbody tr { border-top: 1px solid var(--line); }
.same { font-weight: 600; background: var(--select); }

nav { padding: 1rem 1.25rem; font-size: .875rem; }
summary { color: var(--soft); font-weight: 600; cursor: pointer; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav ol ol { padding-inline-start: .875rem; }
nav li { padding-top: .3rem; }
nav a { text-decoration: none; }
nav a:any-link { color: inherit; }
nav a:hover { text-decoration: underline; }
nav details > ol > li > a { font-weight: 600; }

i.sign, .text i, .on, .h0, .h1, .h2, .h3, .h4 { forced-color-adjust: none; }
@media (forced-colors: active) { .on, .h0, .h1, .h2, .h3, .h4 { color: #000000; } }
@media screen and (max-width: 44rem) {
  :root { --lane: 10px; --bar: 7px; }
  main { padding: 1.5rem 1.25rem 3rem; }
  .letters { font-size: .5625rem; }
  dl div { grid-template-columns: 6.5rem minmax(0, 1fr); gap: .5rem; }
}
@media screen and (max-width: 77.99rem) {
  nav { max-width: 58rem; margin: 0 auto; }
}
@media screen and (min-width: 78rem) {
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; }
  main { width: 100%; margin: 2rem auto; box-shadow: 0 1px 10px rgb(0 0 0 / 18%); }
}

@page { margin: 1.8cm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print {
  :root { color-scheme: light; --desk: #ffffff; --paper: #ffffff; --soft: #4a463f; }
  html { font-size: 10pt; }
  body { display: block; background: none; }
  main { max-width: none; margin: 0; padding: 0; background: none; }
  nav, .skip { display: none; }
  a:any-link { color: inherit; text-decoration: none; }
  h2, h3, h4, h5, h6, caption { break-after: avoid; }
  #differences, #figures { break-before: page; }
  .essay { display: table; width: 100%; }
  .letters { display: table-header-group; position: static; break-inside: avoid; }
  .text { display: table-row-group; }
  article, .map, .ruled, tr { break-inside: avoid; }
  .map { overflow: visible; }
  p { orphans: 2; widows: 2; }
  .on, .text i, .sign::before, .h0, .h1, .h2, .h3, .h4, .same {
    -webkit-print-color-adjust: exact; print-color-adjust: exact;
  }
}
"""
