// The annual report as a tagged PDF (PDF/UA-1), set by Typst from the same tree the web page shows.

import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Locale } from '#kernel/locale.ts'
import { chartSvg } from './chart.ts'
import { asLead } from './html.ts'
import { pdfTemplate } from './pdf-template.ts'
import type { ReportTree } from './tree.ts'

export type PdfFrame = {
  locale: Locale
  title: string
  /** Who publishes: stands above the title and as author in the document's data. */
  publisher: string
  /** One line below the title: when published, or "draft". */
  under: string
  footer: string
  /** "page # of #" in the reader's language. */
  page: string
  /** The page on which each number has its place; absent where there is none. */
  numbersAt?: string
}

const fonts = [
  'literata/600SemiBold/Literata_600SemiBold.ttf',
  'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'
]
const languageTag = {
  'sr-Latn': { lang: 'sr', script: 'latn' },
  'sr-Cyrl': { lang: 'sr', script: 'cyrl' },
  sq: { lang: 'sq', script: 'latn' },
  en: { lang: 'en', script: 'latn' }
} as const satisfies Record<Locale, { lang: string; script: string }>

let opened: NodeCompiler | undefined
/** The first document takes a third of a second, later ones some ten milliseconds. The compiler sees no folder of ours. */
const compiler = (): NodeCompiler => {
  const require = createRequire(import.meta.url)
  opened ??= NodeCompiler.create({
    workspace: '/nonexistent',
    fontArgs: [{ fontBlobs: fonts.map(f => readFileSync(require.resolve(`@expo-google-fonts/${f}`))) }]
  })
  return opened
}

/** Throws when Typst cannot set the document; the message never contains the report's text. */
export const reportPdf = async (tree: ReportTree, frame: PdfFrame): Promise<Uint8Array> => {
  const data = {
    ...languageTag[frame.locale],
    title: frame.title,
    author: frame.publisher,
    over: frame.publisher,
    under: frame.under,
    footer: frame.footer,
    page: frame.page,
    numbers: frame.numbersAt ?? '',
    sections: tree.sections.map(section => ({ ...section, blocks: section.blocks.map(forTypst) }))
  }
  const typst = compiler()
  const compiled = typst.compile({ mainFileContent: pdfTemplate, inputs: { report: JSON.stringify(data) } })
  if (!compiled.result) throw new Error(`the report could not be set: ${faults(compiled.takeError())}`)
  const pdf = typst.pdf(compiled.result, { pdfStandard: 'ua-1' })
  typst.evictCache(2)
  return new Uint8Array(pdf)
}

const forTypst = (block: ReportTree['sections'][number]['blocks'][number]): unknown => {
  if (block.kind === 'paragraph') return block.lead ? { ...block, lead: asLead(block.lead) } : block
  if (block.kind === 'chart')
    return {
      kind: block.kind,
      title: block.title,
      alt: block.description,
      svg: chartSvg(block),
      share: Math.min(100, Math.round((block.width / 600) * 100))
    }
  return { ...block, narrow: block.columns.filter(c => c.align === 'end').length > 3 }
}

const faults = (error: { shortDiagnostics: unknown[] } | null): string =>
  (error?.shortDiagnostics ?? [])
    .map(d => String((d as { message?: unknown }).message ?? 'unknown'))
    .join('; ')
    .slice(0, 300)
