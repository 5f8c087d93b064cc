/** The style sheet of a report: for the screen and for paper. */
import { Html } from './html.ts';

export const STYLE = new Html(`
:root { color-scheme: light; --ink: #1f2933; --soft: #52606d; --line: #cbd2d9; --bad: #b42318; --good: #08705a; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 760px; padding: 28px 24px 40px; color: var(--ink); background: #fff;
  font: 14px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 18px; margin: 0; }
h2 { font-size: 15px; margin: 0 0 6px; }
p { margin: 4px 0; }
header { border-bottom: 2px solid var(--ink); padding-bottom: 8px; margin-bottom: 14px; }
.subject, td, dd, li { overflow-wrap: anywhere; }
.small { font-size: 12px; color: var(--soft); }
code { font: 0.92em/1.4 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
section { margin: 0 0 16px; }
.verdict { display: grid; grid-template-columns: auto 1fr; gap: 16px; border: 1px solid var(--line); border-left: 6px solid var(--soft); border-radius: 4px; padding: 12px 16px; }
.verdict.failed { border-left-color: var(--bad); }
.verdict.ok { border-left-color: var(--good); }
.verdict h2 { font-size: 18px; line-height: 1.3; }
.mark { display: flex; flex-direction: column; align-items: center; min-width: 74px; text-align: center; }
.sign { font-size: 22px; font-weight: 700; line-height: 1.2; }
.family { font-size: 11px; color: var(--soft); }
.code { font-size: 30px; font-weight: 700; line-height: 1.1; font-variant-numeric: tabular-nums; }
.verdict.failed .mark, td.failed { color: var(--bad); }
.verdict.ok .mark, td.ok { color: var(--good); }
.chips span { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 1px 8px; margin: 2px 4px 0 0; font-weight: 600; }
.chips span + span { font-weight: 400; }
ol, ul { margin: 0; padding-left: 22px; }
li { margin-bottom: 3px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th { text-align: left; font-weight: 600; font-size: 12px; color: var(--soft); border-bottom: 1px solid var(--line); padding: 3px 10px 3px 0; }
td { vertical-align: top; border-bottom: 1px solid #e4e7eb; padding: 4px 10px 4px 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.nowrap { white-space: nowrap; }
.transcript td { padding-block: 1px; border: 0; }
.facts { columns: 2; column-gap: 28px; margin: 0; font-size: 13px; }
.facts div { display: grid; grid-template-columns: 105px 1fr; gap: 8px; padding: 2px 0; break-inside: avoid; }
.facts dt, .figures dt { color: var(--soft); }
.facts dd, .figures dd { margin: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 6px 0 0; }
.figures dd { font-size: 18px; font-weight: 600; }
.figures dt { font-size: 12px; }
.waterfall { display: block; width: 100%; height: auto; font-family: inherit; }
.example { border-top: 1px solid var(--line); padding-top: 12px; margin-top: 12px; }
.example h2 { font-size: 15px; }
.example > section > h2 { font-size: 13px; }
footer { border-top: 1px solid var(--line); padding-top: 6px; font-size: 12px; color: var(--soft); }
@media (max-width: 560px) { .facts { columns: 1; } .verdict { grid-template-columns: 1fr; } .mark { align-items: flex-start; } }
@page { margin: 14mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { line-height: 1.4; }
  table, .facts { font-size: 8.5pt; }
  td { padding-block: 2px; }
  .transcript { line-height: 1.25; }
  .transcript td { padding-block: 0; font-size: 8pt; }
  .small, footer, th { font-size: 8pt; }
  section { margin-bottom: 11pt; }
  .keep, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
}
`);
