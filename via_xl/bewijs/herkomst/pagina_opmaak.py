"""The style and the script of the page. Both go into it whole: the page loads nothing."""

STIJL = """
:root { color-scheme: light; --blauw: #1f4e78; --lijn: #c8d3de; --grijs: #55606b; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: #fff; color: #1b1f24;
  font: 16px/1.5 Arial, "Liberation Sans", sans-serif; }
header { border-bottom: 2px solid var(--blauw); margin-bottom: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; color: var(--blauw); margin: .1rem 0; }
h2 { font-size: 1.15rem; color: var(--blauw); margin: 1.5rem 0 .5rem; }
p { margin: .2rem 0; }
.boven, .plaats, .hulp { color: var(--grijs); }
.groot { font-size: 2.1rem; font-weight: bold; font-variant-numeric: tabular-nums; }
.plaats { margin-bottom: .8rem; overflow-wrap: anywhere; }
.let-op { background: #fff3cd; border-left: 4px solid #b58100; padding: .4rem .7rem; margin: .6rem 0; }
.bronnen h2 { flex: 1; margin: 0; }
.bronnen > summary { flex-wrap: nowrap; }
.bronnen { margin: 1rem 0; }
.breed { overflow-x: auto; margin-top: .5rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: #fff; background: var(--blauw); }
th, td { padding: .3rem .6rem; border: 1px solid var(--lijn); vertical-align: top; }
td:last-child, th:last-child { text-align: right; }
.knoppen { margin: .6rem 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
button { font: inherit; padding: .25rem .8rem; color: var(--blauw); background: #fff; border: 1px solid var(--blauw);
  border-radius: 4px; cursor: pointer; }
button:hover { background: #ddebf7; }
:focus-visible { outline: 3px solid #d97706; outline-offset: 1px; }
.sprong { position: absolute; left: -100rem; }
.sprong:focus { left: 1rem; top: .5rem; background: #fff; padding: .3rem; }
ul { list-style: none; margin: 0; padding: 0; }
.boom ul { margin-left: .55rem; padding-left: 1rem; border-left: 1px solid var(--lijn); }
.boom li { margin: .15rem 0; }
summary, .regel { display: flex; flex-wrap: wrap; gap: .1rem .7rem; align-items: baseline; padding: .15rem .3rem;
  border-radius: 4px; }
summary { cursor: pointer; }
summary:hover { background: #eef4fa; }
summary::marker, summary::-webkit-details-marker { display: none; content: ""; }
summary::before { content: "\\25B8"; color: var(--blauw); width: .8rem; flex: none; }
details[open] > summary::before { content: "\\25BE"; }
.regel::before { content: "\\2022"; color: var(--lijn); width: .8rem; flex: none; }
.label { font-weight: bold; overflow-wrap: anywhere; }
.waarde { font-variant-numeric: tabular-nums; white-space: nowrap; background: #ddebf7; padding: 0 .4rem;
  border-radius: 3px; }
.invoer > details > summary > .waarde, .invoer > .regel > .waarde { background: #fff8dc; color: #0000a8;
  border: 1px solid #d8cfa0; }
.adres { color: var(--grijs); font-size: .85rem; overflow-wrap: anywhere; }
.soort { font-size: .8rem; color: var(--grijs); font-style: italic; }
.status { font-size: .8rem; padding: 0 .4rem; border-radius: 3px; border: 1px solid; white-space: nowrap; }
.vast { color: #1e6b2e; }
.open { color: #8a4b00; }
.ongebruikt > details > summary > .label, .verwijzing .label { font-weight: normal; color: var(--grijs); }
details > p { margin-left: 1.8rem; max-width: 60rem; overflow-wrap: anywhere; }
.waar, .opmerking { color: var(--grijs); font-style: italic; }
.bron { color: #1e4d2b; }
.formule { display: none; font-size: .85rem; }
.formule > span { display: inline-block; width: 4.5rem; color: var(--grijs); }
.formules .formule { display: block; }
code { font-family: Consolas, "Liberation Mono", monospace; background: #f4f6f8; padding: 0 .2rem; }
:target > details > summary, :target > .regel { background: #fff3cd; }
@media (max-width: 40rem) { body { padding: .7rem; } .boom ul { margin-left: .2rem; padding-left: .5rem; }
  details > p { margin-left: 1rem; } .groot { font-size: 1.6rem; } }
@media print {
  @page { size: A4; margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .knoppen, .hulp, .sprong { display: none; }
  summary, .regel, tr { break-inside: avoid; }
  summary { break-after: avoid; }
  .adres, .soort, .status, .formule { font-size: 8pt; }
  .boom ul { margin-left: .2rem; padding-left: .5rem; }
  .waarde, th, .let-op { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

SCRIPT = """
"use strict";
const boom = document.getElementById("boom");
const alle = () => Array.from(boom.querySelectorAll("details"));
document.getElementById("open").addEventListener("click", () => alle().forEach(d => { d.open = true; }));
document.getElementById("dicht").addEventListener("click", () => alle().forEach((d, nr) => { d.open = nr === 0; }));
document.getElementById("formules").addEventListener("change", e => {
  document.body.classList.toggle("formules", e.target.checked);
});
const maakZichtbaar = doel => {
  for (let d = doel && doel.closest("details"); d; d = d.parentElement && d.parentElement.closest("details")) {
    d.open = true;
  }
};
const ga = () => {
  const doel = /^#s\\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (!doel) { return; }
  maakZichtbaar(doel.parentElement);
  const regel = doel.querySelector("summary, a");
  doel.scrollIntoView({ block: "center" });
  if (regel) { regel.focus({ preventScroll: true }); }
};
addEventListener("hashchange", ga);
boom.addEventListener("click", e => {
  const naar = e.target.closest("a[href^='#s']");
  if (naar && naar.hash === location.hash) { e.preventDefault(); ga(); }
});
boom.addEventListener("keydown", e => {
  if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) { return; }
  const zichtbaar = Array.from(boom.querySelectorAll("summary, .regel a")).filter(s => s.checkVisibility());
  const hier = document.activeElement;
  const plaats = zichtbaar.indexOf(hier);
  if (plaats < 0) { return; }
  const stap = hier.matches("summary") ? hier.parentElement : null;
  let doel = null;
  if (e.key === "ArrowDown") { doel = zichtbaar[plaats + 1]; }
  else if (e.key === "ArrowUp") { doel = zichtbaar[plaats - 1]; }
  else if (e.key === "Home") { doel = zichtbaar[0]; }
  else if (e.key === "End") { doel = zichtbaar[zichtbaar.length - 1]; }
  else if (e.key === "ArrowRight" && stap) {
    if (!stap.open) { stap.open = true; } else { doel = stap.querySelector(":scope > ul summary, :scope > ul a"); }
  } else if (e.key === "ArrowLeft") {
    if (stap && stap.open) { stap.open = false; } else {
      const boven = hier.closest("li").parentElement.closest("details");
      doel = boven && boven.querySelector("summary");
    }
  } else { return; }
  e.preventDefault();
  if (doel) { doel.focus(); }
});
ga();
"""
