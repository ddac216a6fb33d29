"""How a brief's page looks: on a screen in light and dark, and on paper, which is always light."""

from typing import Final

STYLESHEET: Final = """\
:root {
  color-scheme: light dark;
  --desk: #f3f1ec; --paper: #ffffff; --line: #dcd8cf; --ink: #1f1d1a; --soft: #635e55; --link: #005f99;
  --analytic: #1f3864; --select: #e9eef4; --over: #b3261e; --close: #7a5b00; --good: #1b6b3a;
  --yellow: #ffec4d; --cyan: #8be9fd; --green: #96f28b; --on-mark: #14130f;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --desk: #171615; --paper: #211f1d; --line: #3b3833; --ink: #ece7de; --soft: #aca598; --link: #6cbdf0;
    --analytic: #a9c3f0; --select: #2b3138; --over: #ff8a80; --close: #e5b94e; --good: #6fcf97;
    --yellow: #6f5f00; --cyan: #00586b; --green: #22602a; --on-mark: #fffbe8;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--desk); color: var(--ink); line-height: 1.45; font-size: 1rem;
  font-family: "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans", sans-serif;
}
main {
  max-width: 50rem; margin: 0 auto; padding: 3rem 4.5rem 4rem; background: var(--paper);
  overflow-wrap: anywhere;
}
a:where(:any-link) { color: var(--link); }
a:focus-visible, summary:focus-visible {
  outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px;
}
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus {
  inset-inline-start: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--paper); z-index: 1;
}

header { padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; text-wrap: balance; }
.topic { margin: .5rem 0 0; font-size: 1.05rem; }
.facts { margin: .5rem 0 0; color: var(--soft); font-size: .875rem; }
.over { color: var(--over); font-weight: bold; }
.close { color: var(--close); font-weight: bold; }
.good { color: var(--good); font-weight: bold; }

.heading { position: relative; line-height: 1.25; margin: 1.75rem 0 .25rem; text-wrap: pretty; }
.pocket > .heading {
  margin-top: 2.5rem; padding: .5rem 1rem; border: 3px solid currentColor; text-align: center;
  font-size: 1.75rem;
}
.hat > .heading { margin-top: 2.5rem; text-align: center; font-size: 1.5rem; }
.block > .heading { margin-top: 2.25rem; text-align: center; font-size: 1.3rem; }
.hat > .heading > .words { text-decoration: underline double; text-underline-offset: .15em; }
.block > .heading > .words { text-decoration: underline; text-underline-offset: .15em; }
.card > .heading, .answer > .heading, .analytic > .heading, .open > .heading { font-size: 1.1rem; }
.answer > .heading, .analytic > .heading { color: var(--analytic); }
.answer > .heading, .analytic > .heading, .open > .heading { margin-top: 1.25rem; }
.open > .heading { font-weight: normal; }
.heading time, .how {
  display: inline-block; margin-inline-start: .5em; color: var(--soft); font-size: .75rem;
  font-weight: normal; font-variant-numeric: tabular-nums; vertical-align: .1em;
}
.how { padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; }
.anchor {
  position: absolute; inset-inline-start: -1.5rem; top: 0; width: 1.5rem; text-align: start;
  text-decoration: none; font-weight: normal; color: var(--soft); opacity: 0;
}
.pocket > .heading > .anchor { inset-inline-start: -1.75rem; top: .5rem; }
.anchor::before { content: "#"; }
.heading:hover > .anchor, .anchor:focus-visible, article:hover > .heading > .anchor { opacity: 1; }
section, article, .answer, .analytic, .open { scroll-margin-top: 1rem; }
:target > .heading { background: var(--select); box-shadow: 0 0 0 .35rem var(--select); border-radius: 1px; }

.cite { margin: 0 0 .3rem; font-size: .9375rem; }
.cite b { font-size: 1.1rem; }
.cite a { color: inherit; text-decoration-color: var(--soft); text-decoration-thickness: 1px; }
blockquote { margin: 0; }
article > blockquote > p { margin: 0 0 .6rem; }
.spaced { white-space: pre-wrap; }
u { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .14em; }
mark { color: var(--on-mark); }
mark.yellow { background: var(--yellow); }
mark.cyan { background: var(--cyan); }
mark.green { background: var(--green); }
small { color: var(--soft); }
abbr { text-decoration: none; color: var(--soft); cursor: help; }
:lang(ar), :lang(he), :lang(zh), :lang(ja), :lang(ko) { line-height: 1.6; }

.reasoning, .by { margin-inline-start: 1.25rem; }
.reasoning > :first-child { margin-top: .25rem; }
.reasoning p, .reasoning ol, .reasoning ul { margin-block: .4rem; }
.reasoning blockquote {
  margin: .5rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line);
}
.reasoning pre { white-space: pre-wrap; }
.reasoning td, .reasoning th { padding: .15rem .6rem; border: 1px solid var(--line); text-align: start; }
.reasoning table { border-collapse: collapse; }
.by { margin-block: .15rem; color: var(--soft); font-size: .875rem; }
aside {
  margin: .25rem 0 1rem; padding: .5rem .875rem; border-inline-start: 3px solid var(--link);
  background: var(--desk); font-size: .875rem;
}
aside p { margin: 0; }
aside .by { margin: 0; }
.note + .note { margin-top: .6rem; }

nav {
  padding: 1rem 1.25rem; font-size: .875rem;
  font-family: "Noto Sans", "Segoe UI", system-ui, sans-serif;
}
summary { color: var(--soft); font-weight: 600; cursor: pointer; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav ol ol { padding-inline-start: .875rem; }
nav li { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; padding-top: .3rem; }
nav li > a { flex: 1; }
nav li > ol { flex-basis: 100%; }
nav li > time { color: var(--soft); font-size: .75rem; font-variant-numeric: tabular-nums; }
nav a { color: inherit; text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav .pocket > a, nav .hat > a, nav .block > a { font-weight: 600; }

@media screen and (max-width: 44rem) {
  main { padding: 1.5rem 1.75rem 3rem; }
  .anchor { inset-inline-start: -1.1rem; }
}
@media screen and (max-width: 71.99rem) {
  nav { max-width: 50rem; margin: 0 auto; }
  nav ol:not(ol ol) { max-height: 50vh; overflow-y: auto; }
}
@media screen and (min-width: 72rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; }
  main { width: 100%; margin: 2rem auto; box-shadow: 0 1px 10px rgb(0 0 0 / 18%); }
  body > main:first-of-type:nth-child(2) { grid-column: 1 / -1; }
}

@page { margin: 2cm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print {
  :root { color-scheme: light; --desk: #ffffff; --soft: #4a463f; }
  body { display: block; font-size: 11pt; line-height: 1.3; background: none; }
  main { max-width: none; margin: 0; padding: 0; box-shadow: none; background: none; }
  nav, .skip, .anchor { display: none; }
  h1 { font-size: 22pt; }
  .pocket > .heading { font-size: 20pt; }
  .hat > .heading { font-size: 17pt; }
  .block > .heading { font-size: 14pt; }
  .card > .heading, .answer > .heading, .analytic > .heading, .open > .heading { font-size: 12.5pt; }
  .cite { font-size: 10.5pt; }
  .cite b { font-size: 12.5pt; }
  .heading, .cite { break-after: avoid; break-inside: avoid; }
  .pocket ~ .pocket { break-before: page; }
  article, .answer, .analytic, .open, aside { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .facts, .topic, aside { font-size: 10pt; }
  .heading time, .how, .by { font-size: 9pt; }
  a { color: inherit; text-decoration: none; }
  .reasoning a[href]::after { content: " (" attr(href) ")"; font-size: 9pt; }
}
"""
