#include "review/page/html_template.hpp"

namespace retort::page {

std::string_view html_style() {
    return R"css(
:root { color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2530; --soft: #566070; --line: #d9dee4; --panel: #f6f7f9; --link: #0b57b0;
  --good: #12682f; --good-back: #e3f5e8; --warn: #6f4a00; --warn-back: #fdf1cf; --bad: #a81626; --bad-back: #fde5e5; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14191f; --ink: #e4e9ef; --soft: #a3aebb; --line: #313b47; --panel: #1b222b; --link: #8ab8ff;
  --good: #79d494; --good-back: #163323; --warn: #ebc468; --warn-back: #3a2f12; --bad: #ff9c9c; --bad-back: #45191e; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
footer { padding: 2rem 1.25rem; color: var(--soft); font-size: .875rem; }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 .35rem; }
h2 { font-size: 1.3rem; margin: 2.75rem 0 .85rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p, ul, ol { margin: .5rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100rem; top: 0; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: 0; }
.soft { color: var(--soft); }
.states { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .9rem 0 0; }
.states dt { color: var(--soft); }
.states dd { margin: 0; }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  direction: ltr; unicode-bidi: isolate; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .8rem; margin: 1.4rem 0 0;
  padding: 0; list-style: none; }
.summary li { background: var(--panel); border: 1px solid var(--line); border-left: .3rem solid var(--soft);
  border-radius: .35rem; padding: .65rem .9rem .75rem; }
.summary strong { display: block; font-size: .8125rem; color: var(--soft); font-weight: 600; }
.summary .good { border-left-color: var(--good); } .summary .warn { border-left-color: var(--warn); }
.summary .bad { border-left-color: var(--bad); }
.verdict { font-weight: 700; }
.good .verdict { color: var(--good); } .warn .verdict { color: var(--warn); } .bad .verdict { color: var(--bad); }
.contents ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.25rem 0 0; padding: 0;
  list-style: none; }
.callout { background: var(--warn-back); border-left: .3rem solid var(--warn); border-radius: .25rem;
  padding: .6rem .9rem; margin: .9rem 0; }
.callout.bad { background: var(--bad-back); border-left-color: var(--bad); }
.callout ul { margin: .25rem 0 0; padding-left: 1.2rem; }
.diagram { overflow: auto; border: 1px solid var(--line); border-radius: .35rem; padding: .25rem; }
.diagram svg { display: block; margin: 0 auto; max-width: none; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0; list-style: none; font-size: .875rem; }
.tag { display: inline-block; border-radius: .25rem; padding: 0 .45rem; font-size: .8125rem; font-weight: 600;
  background: var(--panel); color: var(--soft); border: 1px solid currentColor; white-space: nowrap; }
.tag.added { background: var(--good-back); color: var(--good); }
.tag.changed, .tag.warning { background: var(--warn-back); color: var(--warn); }
.tag.dropped, .tag.error { background: var(--bad-back); color: var(--bad); }
table { width: 100%; border-collapse: collapse; margin: .6rem 0; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
thead th { font-size: .8125rem; color: var(--soft); font-weight: 600; background: var(--panel); }
tbody th { font-weight: 400; }
td.before, td.after { width: 34%; }
tr.changed td.before code, tr.dropped td.before code { background: var(--bad-back); }
tr.changed td.after code, tr.added td.after code { background: var(--good-back); }
td code { padding: .05rem .2rem; border-radius: .2rem; box-decoration-break: clone; }
.none { color: var(--soft); }
details { margin: .5rem 0; }
summary { cursor: pointer; color: var(--link); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; }
pre { margin: 0; padding: .6rem .8rem; background: var(--panel); border: 1px solid var(--line); border-radius: .35rem;
  white-space: pre-wrap; }
.comment { color: var(--soft); }
.statements { list-style: none; padding: 0; }
.statements > li { margin: 0 0 1rem; }
.effects { display: flex; flex-wrap: wrap; gap: .2rem .5rem; list-style: none; padding: 0; margin: .3rem 0;
  font-size: .875rem; color: var(--soft); }
.effects li:not(:last-child)::after { content: " ·"; }
.hazard { margin: .55rem 0 0 .8rem; padding: .05rem .8rem .1rem; border-left: .25rem solid var(--warn); }
.hazard.error { border-left-color: var(--bad); }
.hazard p { margin: .15rem 0; }
.hazard strong { font-weight: 600; }
@media (max-width: 44rem) {
  header { padding-top: 1.25rem; }
  header, main { padding-left: .9rem; padding-right: .9rem; }
  h1 { font-size: 1.35rem; }
  .states { grid-template-columns: 1fr; } .states dd { margin-bottom: .35rem; }
  .pair { grid-template-columns: 1fr; }
  table, thead, tbody, tr, th, td, caption { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { border: 0; padding: .1rem 0; }
  td.before, td.after { width: auto; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .8125rem; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #fff; --link: #000;
    --good: #12682f; --good-back: #fff; --warn: #6f4a00; --warn-back: #fff; --bad: #a81626; --bad-back: #fff; }
  html { font-size: 9.5pt; }
  header, main, footer { max-width: none; padding: 0; }
  .contents, .skip { display: none; }
  a { text-decoration: none; }
  h2, h3 { break-after: avoid; }
  tr, .statements > li, .hazard, .summary li { break-inside: avoid; }
  .diagram { overflow: visible; border: 0; } .diagram svg { max-width: 100%; height: auto; }
  details::details-content { content-visibility: visible; display: block; }
}
)css";
}

}  // namespace retort::page
