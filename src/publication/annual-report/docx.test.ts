import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { locales, trilingual } from '#kernel/locale.ts'
import { reportDocx } from './docx.server.ts'
import { draftOf, network, toCyrillic, valuesOf } from './example.test-data.ts'
import { reportHtml } from './html.ts'
import { fill } from './words.ts'

const values = valuesOf(2026)
const report = draftOf(values, { years: [{ year: 2025, values: valuesOf(2025) }] })
const hasOffice = spawnSync('soffice', ['--version']).error === undefined
if (!hasOffice) console.warn('LibreOffice (soffice) is not here: the DOCX is not opened in it')
const hasUnzip = spawnSync('unzip', ['-v']).error === undefined

const made = (locale: (typeof locales)[number]) => {
  const tree = reportHtml(report, values, locale, toCyrillic)
  const say = (t: Parameters<typeof trilingual>[0]): string => trilingual(t, locale, toCyrillic)
  return reportDocx(tree, {
    locale,
    title: tree.title,
    publisher: say(network.name),
    under: '',
    footer: say(network.name),
    page: say(fill('page')),
    numbersAt: 'https://fener.example/numbers'
  })
}
const inFolder = <T>(use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'fener-docx-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the DOCX', () => {
  test.skipIf(!hasUnzip)(
    'has headings, tables with header rows, drawings with words, its language, links of numbers',
    async () => {
      const docx = await made('sr-Cyrl')
      inFolder(folder => {
        const file = join(folder, 'a.docx')
        writeFileSync(file, docx)
        const part = (name: string) =>
          spawnSync('unzip', ['-p', file, name], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout
        const document = part('word/document.xml')
        expect(document).toMatch(/w:pStyle w:val="Heading1"/)
        const tables = document.match(/<w:tbl>/g)!.length
        expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(tables)
        expect(document).toMatch(/descr="За сваку активност/)
        expect(part('word/styles.xml')).toContain('sr-Cyrl-RS')
        expect(document).toMatch(/<w:hyperlink [^>]*w:anchor="reports-received"/)
        expect(part('word/_rels/document.xml.rels')).toContain('Target="https://fener.example/numbers"')
        expect(document).not.toMatch(/\[\[value:/)
      })
    }
  )
  test.skipIf(!hasOffice)(
    'opens in LibreOffice in every language',
    async () => {
      const files = await Promise.all(locales.map(async locale => ({ locale, docx: await made(locale) })))
      const said = {
        'sr-Latn': 'Šta je urađeno',
        'sr-Cyrl': 'Шта је урађено',
        sq: 'Çfarë u krye',
        en: 'What was done'
      }
      inFolder(folder => {
        const paths = files.map(({ locale, docx }) => {
          const path = join(folder, `${locale}.docx`)
          writeFileSync(path, docx)
          return path
        })
        const profile = `-env:UserInstallation=file://${folder}/profile`
        spawnSync('soffice', [
          profile,
          '--headless',
          '--convert-to',
          'txt:Text (encoded):UTF8',
          '--outdir',
          folder,
          ...paths
        ])
        for (const locale of locales)
          expect(readFileSync(join(folder, `${locale}.txt`), 'utf8')).toContain(said[locale])
      })
    },
    120_000
  )
})
