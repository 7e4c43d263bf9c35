/** The report page's style sheet: light and dark, wide and narrow, screen and paper. */
export const pageStyle = `
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--ink:#1a2129;--muted:#5a6673;--faint:#8a95a1;--line:#e2e7ec;
--soft:#f5f7f9;--good:#16845b;--good-soft:#e6f5ee;--warn:#b8620a;--warn-soft:#fcf1e1;--bad:#cf2f2f;--bad-soft:#fceaea;
--series:#2b62b5;--series-soft:#2b62b51a;--bar:#b9c5d2}
@media (prefers-color-scheme:dark){:root{--page:#0c1015;--card:#12171d;--ink:#e9edf1;--muted:#9aa7b4;--faint:#6f7c89;
--line:#262f39;--soft:#181f27;--good:#45c493;--good-soft:#17302a;--warn:#f2a846;--warn-soft:#38290f;--bad:#ff7a70;
--bad-soft:#3c1d1d;--series:#79aaf2;--series-soft:#79aaf21f;--bar:#475665}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 Inter,ui-sans-serif,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main,header,footer{max-width:1236px;margin:0 auto;padding:0 28px}
header{padding-top:44px}
.kicker{margin:0;color:var(--muted);font-size:13px}
h1{margin:2px 0 0;font-size:30px;line-height:1.2;letter-spacing:-.015em;font-weight:650}
.lead{margin:6px 0 0;color:var(--muted);max-width:70ch}
.verdict{display:flex;gap:18px;align-items:center;margin:26px 0 0;padding:22px 26px;border-radius:14px;
background:var(--tone-soft);border:1px solid var(--tone)}
.verdict svg{flex:none;width:44px;height:44px}
.verdict strong{display:block;font-size:26px;line-height:1.15;letter-spacing:-.01em;color:var(--tone)}
.verdict p{margin:3px 0 0;font-size:16px;max-width:75ch}
.pass{--tone:var(--good);--tone-soft:var(--good-soft)}
.fail,.invalid,.undeclared{--tone:var(--bad);--tone-soft:var(--bad-soft)}
.inconclusive,.unjudged,.degraded{--tone:var(--warn);--tone-soft:var(--warn-soft)}
.healthy{--tone:var(--good);--tone-soft:var(--good-soft)}
.idle{--tone:var(--muted);--tone-soft:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));margin:18px 0 0;padding:0;gap:1px;
background:var(--line);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.figures div{background:var(--card);padding:16px 20px}
.figures dt{color:var(--muted);font-size:13px}
.figures dd{margin:2px 0 0;font-size:23px;line-height:1.25;font-weight:600;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.figures small{display:block;font-size:12.5px;font-weight:400;letter-spacing:0;color:var(--muted)}
.figures .alert{color:var(--bad)}
section{margin:40px 0 0}
h2{margin:0;font-size:19px;letter-spacing:-.01em;font-weight:650}
h2+p{margin:2px 0 0;color:var(--muted);max-width:100ch}
.card{margin-top:14px;background:var(--card);border:1px solid var(--line);border-radius:14px;overflow-x:auto}
.figure{padding:10px}
.figure svg{display:block;width:100%;height:auto}
.figure .lintel-diagram{--d-canvas:var(--card)}
#diagram .figure{margin-inline:calc(50% - min(50vw - 28px,960px))}
.figure .timeline{min-width:680px}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{padding:9px 14px;text-align:left;vertical-align:baseline;border-top:1px solid var(--line)}
thead th{border-top:0;padding-top:13px;color:var(--muted);font-weight:500;font-size:13px;white-space:nowrap}
tbody th{font-weight:600}
th:first-child,td:first-child{padding-left:22px}
th:last-child,td:last-child{padding-right:22px}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.number.zero{color:var(--faint)}
td.alert{color:var(--bad);font-weight:600}
td.caution{color:var(--warn);font-weight:600}
td small,th small{display:block;color:var(--muted);font-size:12.5px;font-weight:400}
tbody.group th.tier{background:var(--soft);color:var(--muted);font-weight:500;font-size:13px;padding-top:6px;padding-bottom:6px}
.pill{display:inline-block;padding:1px 9px;border-radius:99px;background:var(--tone-soft);color:var(--tone);font-size:12.5px;
font-weight:600;white-space:nowrap}
.name{overflow-wrap:anywhere;min-width:150px}
.group .name{min-width:230px}
.objectives td:last-child{min-width:200px}
.arrow{color:var(--muted);padding:0 5px}
.objectives td,.objectives th{vertical-align:middle}
.whisker{display:block;width:190px;height:26px}
.whisker .track{stroke:var(--line);stroke-width:6;stroke-linecap:round}
.whisker .range{stroke:var(--tone);stroke-width:6;stroke-linecap:round}
.whisker .needed{stroke:var(--ink);stroke-width:1.5}
.troubles{list-style:none;margin:0;padding:4px 22px}
.troubles li{padding:10px 0;border-top:1px solid var(--line);display:grid;grid-template-columns:minmax(180px,1fr) 2.4fr;gap:4px 20px}
.troubles li:first-child{border-top:0}
.troubles b{font-weight:600;overflow-wrap:anywhere}
.timeline text{font-size:11px;fill:var(--muted);font-variant-numeric:tabular-nums}
.timeline .title{font-size:12px;font-weight:600}
.timeline .grid{stroke:var(--line)}
.timeline .axis{stroke:var(--faint)}
.timeline .window{fill:var(--warn);fill-opacity:.11}
.timeline .edge{stroke:var(--warn);stroke-opacity:.55;stroke-dasharray:3 3}
.timeline .fault{fill:var(--warn);font-weight:600}
.timeline .p95{stroke:var(--series);stroke-width:2;fill:none;stroke-linejoin:round}
.timeline .p50{stroke:var(--faint);stroke-width:2;fill:none;stroke-linejoin:round}
.timeline .area{fill:var(--series-soft)}
.timeline .p95-name{fill:var(--series);font-weight:600}
.timeline .sent{fill:var(--bar)}
.timeline .partial{fill:var(--warn)}
.timeline .failed{fill:var(--bad)}
.record{margin:0;padding:8px 22px 14px;display:grid;grid-template-columns:minmax(130px,auto) 1fr;gap:0 24px;font-size:14px}
.record dt{padding:8px 0;color:var(--muted)}
.record dd{margin:0;padding:8px 0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
dd code.command{display:inline-block;padding:5px 11px;border-radius:7px;background:var(--soft);border:1px solid var(--line)}
.none{padding:16px 22px;margin:0;color:var(--muted)}
footer{margin-top:44px;padding-bottom:40px;color:var(--muted);font-size:13px}
@media (max-width:720px){main,header,footer{padding-left:16px;padding-right:16px}header{padding-top:26px}h1{font-size:25px}
.verdict{padding:18px;align-items:flex-start}.verdict svg{width:34px;height:34px}.troubles li{grid-template-columns:1fr}
.figures{grid-template-columns:1fr 1fr}.record{grid-template-columns:1fr}.record dd{padding-top:0}
.record dt{padding-bottom:0}th:first-child,td:first-child{padding-left:16px}}
@media print{body{background:#fff;font-size:12px}main,header,footer{max-width:none;padding:0}header{padding-top:0}
.card,.verdict,.figures{break-inside:avoid}.card{overflow:visible}#diagram .figure{margin-inline:0}section{margin-top:26px}h2{break-after:avoid}
table{font-size:11px}tr{break-inside:avoid}.figure .lintel-diagram,.figure .timeline{min-width:0!important}}
`.trim();
