import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { locales, trilingual, type Locale } from '#kernel/locale.ts'
import { draftOf, network, strategy, toCyrillic, valuesOf } from './example.test-data.ts'
import { reportHtml } from './html.ts'
import type { ReportTree } from './tree.ts'
import { reportPdf } from './pdf.server.ts'
import { fill } from './words.ts'

const values = valuesOf(2026)
const report = draftOf(values, { years: [{ year: 2025, values: valuesOf(2025) }] })
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
if (!hasPoppler) console.warn('pdftotext (poppler-utils) is not here: the text of the PDF is not read back')

const render = (tree: ReportTree, locale: Locale): Promise<Uint8Array> => {
  const say = (t: Parameters<typeof trilingual>[0]): string => trilingual(t, locale, toCyrillic)
  return reportPdf(tree, {
    locale,
    title: tree.title,
    publisher: say(network.name),
    under: say(strategy.meta.title),
    footer: tree.title,
    page: say(fill('page'))
  })
}
const textOf = (pdf: Uint8Array): string =>
  spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 24 }).stdout

describe('the PDF', () => {
  const letters: Record<Locale, string> = {
    'sr-Latn': 'čćšžđČŠ',
    'sr-Cyrl': 'ђјљњћџШПњ',
    sq: 'ëçËÇ',
    en: 'The’“”'
  }
  const pages: Record<Locale, string> = {
    'sr-Latn': 'strana 1 od',
    'sr-Cyrl': 'страна 1 од',
    sq: 'faqja 1 nga',
    en: 'page 1 of'
  }

  test.each(locales)('%s: tagged, titled, in its language, with all its letters', async locale => {
    const tree = reportHtml(report, values, locale, toCyrillic)
    const words = `${letters[locale]} Ђорђе, чаша, џеп`.slice(
      0,
      locale === 'sr-Cyrl' ? undefined : letters[locale].length
    )
    tree.sections[0]!.blocks.push({ kind: 'paragraph', runs: [{ text: words }] })
    const pdf = await render(tree, locale)
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw.startsWith('%PDF-')).toBe(true)
    expect(raw).toContain(`/Lang(${locale.slice(0, 2)}`.replace('(', raw.includes('/Lang (') ? ' (' : '('))
    expect(raw).toContain('/MarkInfo')
    expect(raw).toMatch(/pdfuaid/)
    if (!hasPoppler) return
    const text = textOf(pdf)
    for (const letter of letters[locale]) expect(text, letter).toContain(letter)
    expect(text).toContain(tree.title.slice(0, 8))
    expect(text).toContain(pages[locale])
    expect(text).not.toMatch(/\[\[|\{|\uFFFD/)
  })

  const evil = [
    '#panic()',
    '#read("/etc/passwd")',
    '$ x^2 $',
    '\\ \\u{41} `raw`',
    '*bold* _it_ = title',
    '#{ let a = 1 }',
    '"); #panic("',
    '#image("/etc/passwd")',
    '<label> @ref // comment /* more',
    '[#sys.inputs.report]'
  ]
  test('words are never read as Typst', async () => {
    const tree = reportHtml(report, values, 'en', toCyrillic)
    const runs = (text: string) => ({
      kind: 'paragraph' as const,
      lead: text,
      runs: [{ text }, { text, chip: 'x', state: 'few' as const }]
    })
    tree.sections = [
      { id: 'e', title: evil.join(' '), blocks: evil.map(runs) },
      {
        id: 't',
        title: evil[0]!,
        blocks: [
          {
            kind: 'table',
            id: 't',
            caption: evil[1]!,
            numbered: false,
            columns: [
              { text: evil[2]!, align: 'start' },
              { text: evil[3]!, align: 'end' }
            ],
            groups: [
              {
                title: evil[6]!,
                rows: [
                  [
                    { text: evil[4]!, note: evil[5]! },
                    { text: evil[7]!, state: 'value' }
                  ]
                ]
              }
            ]
          }
        ]
      }
    ]
    const pdf = await reportPdf(tree, {
      locale: 'en',
      title: evil[1]!,
      publisher: evil[6]!,
      under: evil[4]!,
      footer: evil[7]!,
      page: 'page # of #'
    })
    expect(pdf.length).toBeGreaterThan(1_000)
    if (!hasPoppler) return
    const text = textOf(pdf).replace(/[“”]/g, '"')
    const squeezed = text.replace(/\s+/g, '')
    for (const words of evil) expect(squeezed).toContain(words.replace(/\s+/g, ''))
    const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')[0]!
    expect(text).not.toContain(accounts)
  })
  test('the same report gives the same pages', async () => {
    if (!hasPoppler) return
    const tree = reportHtml(report, values, 'sq', toCyrillic)
    expect(textOf(await render(tree, 'sq'))).toBe(textOf(await render(tree, 'sq')))
  })
})
