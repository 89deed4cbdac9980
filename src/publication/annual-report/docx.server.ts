// The annual report as DOCX, set from the same tree as the page and the PDF. Fonts that every office program has or replaces by ones
// with the same letters (Arial, Georgia): Latin with its diacritics and Cyrillic.

import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
  type ParagraphChild
} from 'docx'
import type { Locale } from '#kernel/locale.ts'
import { chartSvg, type TreeChart } from './chart.ts'
import { asLead } from './html.ts'
import type { PdfFrame } from './pdf.server.ts'
import { svgToPng } from './png.server.ts'
import type { ReportTree, TableCell as Cell, TreeBlock, TreeParagraph, TreeTable } from './tree.ts'

const languageTag = {
  'sr-Latn': 'sr-Latn-RS',
  'sr-Cyrl': 'sr-Cyrl-RS',
  sq: 'sq-AL',
  en: 'en-GB'
} as const satisfies Record<Locale, string>

/** Everything is text: nothing a person wrote is read as a field or a formula. */
export const reportDocx = async (tree: ReportTree, frame: PdfFrame): Promise<Uint8Array> => {
  const document = new Document({
    title: frame.title,
    creator: frame.publisher,
    lastModifiedBy: frame.publisher,
    description: frame.under,
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: 21, color: ink, language: { value: languageTag[frame.locale] } },
          paragraph: { spacing: { after: 140, line: 290, lineRule: LineRuleType.AUTO } }
        },
        title: {
          run: { font: 'Georgia', size: 48, bold: true, color: ink },
          paragraph: { spacing: { before: 200, after: 160 } }
        },
        heading1: {
          run: { font: 'Georgia', size: 30, bold: true, color: ink },
          paragraph: { spacing: { before: 420, after: 180 }, keepNext: true }
        },
        heading2: {
          run: { font: 'Arial', size: 22, bold: true, color: ink },
          paragraph: { spacing: { before: 280, after: 120 }, keepNext: true }
        }
      }
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1360, bottom: 1420, left: 1360, right: 1360 }
          }
        },
        footers: { default: new Footer({ children: [footer(frame)] }) },
        children: [
          new Paragraph({ children: [new TextRun({ text: frame.publisher, bold: true, color: pine })] }),
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(frame.title)] }),
          new Paragraph({ children: [new TextRun({ text: frame.under, color: soft })] }),
          ...tree.sections.flatMap(section => [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(section.title)] }),
            ...section.blocks.flatMap(block => setBlock(block, frame))
          ])
        ]
      }
    ]
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const [ink, soft, pine] = ['2B2521', '5E544B', '1C5A52']
const textWidth = 11906 - 2 * 1360

const footer = ({ footer, page }: PdfFrame): Paragraph => {
  const [before = '', between = '', after = ''] = page.split('#')
  const run = (children: IRunOptions['children']) =>
    new TextRun({ children: children!, size: 17, color: soft })
  return new Paragraph({
    children: [
      run([`${footer}    `, before]),
      run([PageNumber.CURRENT]),
      run([between]),
      run([PageNumber.TOTAL_PAGES]),
      run([after])
    ]
  })
}

const setBlock = (block: TreeBlock, frame: PdfFrame): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block, frame)]
    case 'chart':
      return [caption(block.title), chart(block)]
    case 'table':
      return [caption(block.caption), table(block, frame), new Paragraph({ spacing: { after: 80 } })]
    default:
      return block satisfies never
  }
}

const caption = (text: string): Paragraph =>
  new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(text)] })

/** A number leads to where it is said how it was counted. */
const linked = (child: TextRun, chip: string | undefined, { numbersAt }: PdfFrame): ParagraphChild =>
  chip && numbersAt ? new ExternalHyperlink({ link: `${numbersAt}#${chip}`, children: [child] }) : child

const paragraph = (block: TreeParagraph, frame: PdfFrame): Paragraph =>
  new Paragraph({
    children: [
      ...(block.lead ? [new TextRun({ text: `${asLead(block.lead)} `, bold: true })] : []),
      ...block.runs.map(run => {
        if (!('chip' in run)) return new TextRun(run.text)
        const shown = run.state === 'value'
        return linked(new TextRun({ text: run.text, bold: shown, italics: !shown }), run.chip, frame)
      })
    ]
  })

const chart = (block: TreeChart): Paragraph => {
  const svg = chartSvg(block)
  const width = Math.min(600, block.width)
  return new Paragraph({
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(svg),
        fallback: { type: 'png', data: svgToPng(svg) },
        transformation: { width, height: Math.round((width * block.height) / block.width) },
        altText: { name: block.id, title: block.title, description: block.description }
      })
    ]
  })
}

const hair = { style: BorderStyle.SINGLE, size: 4, color: 'D9CFBF' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

const table = (block: TreeTable, frame: PdfFrame): Table => {
  const widths = columnWidths(block)
  const cell = (i: number, children: Paragraph[], shading?: string) =>
    new TableCell({
      children,
      width: { size: widths[i]!, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      ...(shading ? { shading: { type: ShadingType.CLEAR, fill: shading, color: 'auto' } } : {})
    })
  const align = (i: number) => (block.columns[i]!.align === 'end' ? AlignmentType.RIGHT : AlignmentType.LEFT)
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(({ text }, i) =>
      cell(
        i,
        [
          new Paragraph({
            alignment: align(i),
            spacing: { after: 0 },
            keepNext: true,
            children: [new TextRun({ text, bold: true, size: 18, color: pine })]
          })
        ],
        'F1EADD'
      )
    )
  })
  const group = (title: string) =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          columnSpan: block.columns.length,
          margins: { top: 120, bottom: 60, left: 80, right: 80 },
          children: [
            new Paragraph({
              spacing: { after: 0 },
              keepNext: true,
              children: [new TextRun({ text: title, bold: true, size: 19 })]
            })
          ]
        })
      ]
    })
  const row = (cells: readonly Cell[]) =>
    new TableRow({
      cantSplit: true,
      children: cells.map((c, i) => cell(i, cellText(c, c.words ? AlignmentType.LEFT : align(i), frame)))
    })
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: hair,
      bottom: hair,
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: hair
    },
    rows: [head, ...block.groups.flatMap(g => [...(g.title ? [group(g.title)] : []), ...g.rows.map(row)])]
  })
}

const cellText = (
  c: Cell,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  frame: PdfFrame
): Paragraph[] => {
  const quiet = c.state !== undefined && c.state !== 'value'
  const main = new TextRun({
    text: c.text,
    size: quiet ? 18 : 19,
    ...(quiet ? { italics: true, color: soft } : c.state ? { bold: true } : {})
  })
  return [
    new Paragraph({ alignment, spacing: { after: 0 }, children: [linked(main, c.chip, frame)] }),
    ...(c.note
      ? [
          new Paragraph({
            alignment,
            spacing: { after: 0 },
            children: [new TextRun({ text: c.note, size: 17, color: soft })]
          })
        ]
      : [])
  ]
}

/** Number columns are narrow, words get the rest. */
const columnWidths = ({ columns, numbered }: TreeTable): number[] => {
  const ends = columns.filter(c => c.align === 'end').length
  const endWidth = ends > 3 ? 1150 : ends === 1 ? 2400 : ends === 2 ? 1800 : 1500
  const fixed = columns.map((c, i): number => (numbered && i === 0 ? 950 : c.align === 'end' ? endWidth : 0))
  const rest = textWidth - fixed.reduce((all, w) => all + w, 0)
  const free = fixed.filter(w => w === 0).length
  return fixed.map(w => (w === 0 ? Math.floor(rest / free) : w))
}
