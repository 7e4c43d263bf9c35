/**
 * The figure's colours and lines. Every colour is a variable, set for light and dark; a page that embeds the figure
 * may set them again on `.lintel-diagram`.
 */
export const diagramStyle = `
.lintel-diagram{--d-canvas:#fff;--d-ink:#1a2129;--d-muted:#5a6673;--d-frame:#f5f7f9;--d-frame-line:#dfe4e9;--d-box:#fff;
--d-box-line:#bcc5ce;--d-line:#8491a0;--d-beam:#22303f;--d-beam-ink:#fff;--d-beam-muted:#b4c1ce;--d-healthy:#16845b;
--d-healthy-fill:#eef8f3;--d-degraded:#b8620a;--d-degraded-fill:#fdf4e7;--d-idle:#98a3ae;--d-undeclared:#cf2f2f;
font-family:Inter,ui-sans-serif,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media (prefers-color-scheme:dark){.lintel-diagram{--d-canvas:#12171d;--d-ink:#e9edf1;--d-muted:#9aa7b4;--d-frame:#181f27;
--d-frame-line:#2a343f;--d-box:#202933;--d-box-line:#45525f;--d-line:#77869a;--d-beam:#31445a;--d-beam-ink:#fff;
--d-beam-muted:#b9c7d6;--d-healthy:#45c493;--d-healthy-fill:#17302a;--d-degraded:#f2a846;--d-degraded-fill:#38290f;
--d-idle:#6f7c89;--d-undeclared:#ff7a70}}
.lintel-diagram .canvas{fill:var(--d-canvas)}
.lintel-diagram .frame{fill:var(--d-frame);stroke:var(--d-frame-line)}
.lintel-diagram .frame-title{font-size:12px;font-weight:600;fill:var(--d-muted);paint-order:stroke;stroke:var(--d-frame);
stroke-width:5px;stroke-linejoin:round}
.lintel-diagram .box{fill:var(--d-box);stroke:var(--d-box-line);stroke-width:1.25}
.lintel-diagram .name{font-size:13px;font-weight:600;fill:var(--d-ink)}
.lintel-diagram .note{font-size:10.5px;fill:var(--d-muted);font-variant-numeric:tabular-nums}
.lintel-diagram .beam .box{fill:var(--d-beam);stroke:none}
.lintel-diagram .beam .name{fill:var(--d-beam-ink);font-size:14px}
.lintel-diagram .beam .note{fill:var(--d-beam-muted);font-size:11px}
.lintel-diagram .storage .note{font-size:9.5px}
.lintel-diagram .way path{fill:none;stroke:var(--c);stroke-linecap:round}
.lintel-diagram .way polygon{fill:var(--c)}
.lintel-diagram .way{--c:var(--d-line)}
.lintel-diagram .healthy{--c:var(--d-healthy)}
.lintel-diagram .degraded{--c:var(--d-degraded)}
.lintel-diagram .idle{--c:var(--d-idle)}
.lintel-diagram .undeclared{--c:var(--d-undeclared)}
.lintel-diagram .optional path,.lintel-diagram .idle path{stroke-dasharray:5 4}
.lintel-diagram.observed .optional:not(.idle) path{stroke-dasharray:none}
.lintel-diagram .element.healthy .box{stroke:var(--d-healthy)}
.lintel-diagram .element.degraded .box{stroke:var(--d-degraded);fill:var(--d-degraded-fill)}
.lintel-diagram .element.idle .box{stroke-dasharray:5 4}
.lintel-diagram .element.beam .box{stroke:none;fill:var(--d-beam)}
.lintel-diagram .beam.healthy{--c:#45c493}
.lintel-diagram .beam.degraded{--c:#f2a846}
.lintel-diagram .dot{fill:var(--c)}
.lintel-diagram .label text{font-size:10.5px;fill:var(--d-ink);font-variant-numeric:tabular-nums;text-anchor:middle}
.lintel-diagram .label rect{fill:var(--d-canvas);fill-opacity:.94}
.lintel-diagram .label.degraded text,.lintel-diagram .label.undeclared text{fill:var(--c);font-weight:600}
.lintel-diagram .legend text{font-size:11px;fill:var(--d-muted)}
`.trim();
