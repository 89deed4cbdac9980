// The Typst page of the annual report. It contains no word of the report: every text arrives as JSON in sys.inputs and is set as a
// string, never read as markup. Black on white with one accent: this is for printing and for reading aloud.

export const pdfTemplate = String.raw`
#let data = json(bytes(sys.inputs.report))
#let ink = rgb("#2B2521")
#let soft = rgb("#5E544B")
#let pine = rgb("#1C5A52")
#let hair = rgb("#D9CFBF")

#set document(title: data.title, author: data.author, date: none)
#set text(font: "Source Sans 3", size: 10.5pt, fill: ink, lang: data.lang, script: data.script, number-width: "tabular")
#set par(leading: 0.72em, spacing: 1.05em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 2.4cm, top: 2.4cm, bottom: 2.5cm),
  footer: context {
    set text(size: 8.5pt, fill: soft)
    let n = counter(page)
    grid(
      columns: (1fr, auto),
      data.footer,
      {
        let (before, between, after) = data.page.split("#")
        before + str(n.get().first()) + between + str(n.final().first()) + after
      },
    )
  },
)
#show heading: set text(font: "Literata", weight: 600, fill: ink)
#show heading.where(level: 1): it => block(above: 2.2em, below: 1em, sticky: true, {
  set text(size: 15pt)
  it.body
})

#block(below: 2.2em, {
  block(width: 100%, below: 1.1em, text(size: 10pt, fill: pine, weight: 600, data.over))
  show title: set text(font: "Literata", size: 25pt, weight: 600, fill: ink)
  show title: set block(below: 0.75em)
  title()
  block(below: 1.4em, text(size: 11pt, fill: soft, data.under))
  line(length: 3.2cm, stroke: 1.6pt + pine)
})

#let quiet(state) = state == "hidden" or state == "not-set" or state == "few"
#let to-number(chip, body) = if data.numbers == "" { body } else { link(data.numbers + "#" + chip, body) }
#let paragraph(block-data) = par({
  if "lead" in block-data { text(weight: 600, block-data.lead + " ") }
  for run in block-data.runs {
    if "chip" in run and quiet(run.state) { to-number(run.chip, text(style: "italic", run.text)) }
    else if "chip" in run { to-number(run.chip, text(weight: 600, run.text)) }
    else { run.text }
  }
})

#let cell-text(cell) = {
  if "state" in cell and quiet(cell.state) { text(fill: soft, style: "italic", size: 9pt, cell.text) }
  else if "words" in cell { align(left, cell.text) }
  else if "state" in cell { text(weight: 600, cell.text) }
  else { cell.text }
  if "note" in cell { linebreak(); text(size: 8.5pt, fill: soft, cell.note) }
}
#let set-cell(cell) = if "chip" in cell { to-number(cell.chip, cell-text(cell)) } else { cell-text(cell) }

#let data-table(t) = {
  let ends = t.columns.map(c => c.align == "end")
  let width(i) = {
    if t.numbered and i == 0 { 1.4cm }
    else if not ends.at(i) { 1fr }
    else if t.narrow { 1.75cm }
    else if ends.filter(e => e).len() == 1 { 4.6cm }
    else if ends.filter(e => e).len() == 2 { 3.3cm }
    else { 2.5cm }
  }
  show figure: set block(breakable: true, above: 1.6em, below: 1.6em)
  show figure.caption: it => block(width: 100%, below: 0.7em, sticky: true, {
    set align(left)
    text(weight: 600, size: 11pt, fill: ink, it.body)
  })
  set figure.caption(position: top)
  set text(size: 9.6pt)
  set par(leading: 0.55em)
  figure(
    kind: table,
    supplement: none,
    numbering: none,
    caption: t.caption,
    table(
      columns: range(t.columns.len()).map(width),
      align: (x, y) => if ends.at(x) { right + top } else { left + top },
      stroke: (x, y) => (bottom: (if y == 0 { 0.9pt + pine } else { 0.4pt + hair })),
      inset: (x, y) => (left: (if x == 0 { 0pt } else { 6pt }), right: (if x == t.columns.len() - 1 { 0pt } else { 6pt }), y: 5pt),
      table.header(..t.columns.map(c => text(size: 8.8pt, weight: 600, fill: pine, hyphenate: false, c.text))),
      ..for g in t.groups {
        if "title" in g {
          (table.header(level: 2, table.cell(colspan: t.columns.len(), align: left, inset: (left: 0pt, top: 10pt, bottom: 5pt), text(weight: 600, g.title))),)
        }
        for row in g.rows { row.map(cell => table.cell(breakable: false, set-cell(cell))) }
      },
    ),
  )
}

#let chart(c) = figure(
  kind: "chart",
  supplement: none,
  numbering: none,
  caption: c.title,
  align(left, image(bytes(c.svg), format: "svg", width: c.share * 1%, alt: c.alt)),
)
#show figure.where(kind: "chart"): set block(breakable: false, above: 1.6em, below: 1em, width: 100%)
#show figure.where(kind: "chart"): set figure.caption(position: top)
#show figure.where(kind: "chart"): it => {
  show figure.caption: c => block(width: 100%, below: 0.8em, { set align(left); text(weight: 600, size: 11pt, fill: ink, c.body) })
  it
}

#for section in data.sections {
  heading(level: 1, section.title)
  for b in section.blocks {
    if b.kind == "paragraph" { paragraph(b) } else if b.kind == "chart" { chart(b) } else { data-table(b) }
  }
}
`
