import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { codeLists } from '#kernel/htcds.ts'
import { traffickingForms } from '#kernel/htcds-strategy.ts'
import { foldCase } from '../case.ts'
import { ageBands, CodedRecord, toHtcds } from '../coded-record.ts'
import { fact, she } from '../examples.ts'
import { coreColumns } from './columns.ts'
import { defused, undefused } from './defuse.ts'
import { mostImported } from './limits.ts'
import { readSheet, type ReadSheet } from './read-sheet.ts'
import { rowOf } from './to-row.ts'
import { mostFileBytes, mostUnpacked, readXlsx, writeXlsx } from './sheet/xlsx.ts'
import { zip } from './sheet/zip.ts'

const reading = {
  today: '2026-11-28',
  from1904: false,
  settlements: [{ id: 'ranilug', names: ['Ranilug', 'Ranillug'] }],
  newId: () => crypto.randomUUID()
}
const utf8 = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
const read = async (file: Uint8Array<ArrayBuffer> | string) =>
  readSheet(typeof file === 'string' ? utf8(file) : file, reading)
const rowsOf = (sheet: ReadSheet) => {
  if (!sheet.ok) throw new Error(sheet.problem.code)
  return sheet.rows
}
const problemOf = (sheet: ReadSheet) => (sheet.ok ? 'ok' : sheet.problem.code)

/** A sheet as other programs write it: shared texts, a second sheet, prefixes, compressed parts. */
const foreign = (sheet: string, shared: string[] = [], more: Record<string, string> = {}) => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<?xml version="1.0"?><x:workbook xmlns:x="${main}" xmlns:r="r"><!-- c --><x:sheets><x:sheet name="A" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId7" Type="http://x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.map(text => `<si>${text}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${main}"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    ...more
  }
  return compressed(Object.entries(parts).map(([name, text]) => ({ name, text })))
}
/** Our own envelope with its parts deflated, as everybody else's are. */
const compressed = (parts: { name: string; text: string }[]) => {
  const pieces: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, text } of parts) {
    const packed = deflateRawSync(Buffer.from(text))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(10, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(10, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    pieces.push(local, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(
    central.reduce((sum, each) => sum + each.length, 0),
    12
  )
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...pieces, ...central, end]))
}

describe('defusing', () => {
  it('leaves no cell that a spreadsheet would calculate, and gives back what was there', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", ' ', 'a', '＝') })
    )
    fc.assert(
      fc.property(text, given => {
        expect(defused(given)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
        expect(undefused(defused(given))).toBe(given)
      })
    )
  })
  it('knows the ones that were used', () => {
    for (const attack of ['=1+1', '+1', '-2+3+cmd|', '@SUM(A1)', '\t=1', '\r=1', " '=1"])
      expect(defused(attack)).toBe(`'${attack}`)
    expect(defused('Vera')).toBe('Vera')
  })
})

describe('a spreadsheet', () => {
  it('comes back as it was written, also with marks and letters of every kind', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('<a & "b">', '_x000D_', 'Љубица ç ë', ' a ')
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async rows => {
          const clean = rows.map(row =>
            row.map(text =>
              text
                .replace(/\r\n?/g, '\n')
                // eslint-disable-next-line no-control-regex
                .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
            )
          )
          const [table] = await readXlsx(writeXlsx(clean, 'HTCDS'))
          for (const [i, row] of clean.entries()) {
            const found = table?.rows.find(each => each.row === i + 1)
            if (row.some(text => text.trim()))
              expect(row.map((_, at) => found?.cells[at]?.text ?? '')).toEqual(row)
          }
        }
      ),
      { numRuns: 40 }
    )
  })
  it('is read as Excel writes it: shared texts in runs, days as numbers, prefixes', async () => {
    const sheet = foreign(
      `<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>
       <x:row r="4"><x:c r="A4" t="s"><x:v>2</x:v></x:c><x:c r="B4"><x:v>36224</x:v></x:c></x:row>`,
      [
        '<t>prs_First_Name</t>',
        '<t>prs_Birthdate</t>',
        '<r><t>Ver</t></r><r><rPr/><t>a &amp; Ana</t></r><rPh><t>x</t></rPh>'
      ]
    )
    const [row] = rowsOf(await read(sheet))
    expect(row).toMatchObject({
      row: 4,
      faults: [],
      read: { identity: { name: 'Vera & Ana', born: '1999-03-05' } }
    })
    expect(row!.read.coded.birthYear).toBe(1999)
  })
  it('a year is a year, also where it was typed as a number, and nobody was born in 1850', async () => {
    const sheet = foreign(
      `<row r="1"><c t="inlineStr"><is><t>prs_FirstName</t></is></c><c t="inlineStr"><is><t>prs_Birthdate</t></is></c></row>
       <row r="2"><c t="inlineStr"><is><t>A</t></is></c><c><v>1999</v></c></row>
       <row r="3"><c t="inlineStr"><is><t>B</t></is></c><c t="inlineStr"><is><t>1850-01-01</t></is></c></row>`
    )
    const [first, second] = rowsOf(await read(sheet))
    expect(first).toMatchObject({
      faults: [],
      read: { identity: { born: '1999' }, coded: { birthYear: 1999 } }
    })
    expect(second!.faults).toMatchObject([{ column: 'prs_Birthdate', code: 'not-a-day' }])
  })
  it('says of a formula where it stands, and takes nothing of that row', async () => {
    const sheet = foreign(
      `<row r="1"><c t="inlineStr"><is><t>prs_FirstName</t></is></c><c t="inlineStr"><is><t>prs_Title</t></is></c></row>
       <row r="2"><c t="inlineStr"><is><t>A</t></is></c><c t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c></row>
       <row r="3"><c t="inlineStr"><is><t>B</t></is></c><c t="e"><v>#REF!</v></c></row>`
    )
    expect(rowsOf(await read(sheet)).map(row => row.faults)).toEqual([
      [{ column: 'prs_Title', code: 'formula', value: 'y' }],
      [{ column: 'prs_Title', code: 'error-value', value: '#REF!' }]
    ])
    const text = rowsOf(await read('prs_FirstName,prs_Title\nA,=1+1\n'))
    expect(text[0]!.faults[0]).toMatchObject({ column: 'prs_Title', code: 'formula' })
  })
  it('is refused when it is too big, packed too tightly, locked, old, or no sheet', async () => {
    expect(problemOf(await read(new Uint8Array(mostFileBytes + 1)))).toBe('spreadsheet.too-big')
    const bomb = foreign(`<row><c t="inlineStr"><is><t>${'0'.repeat(mostUnpacked + 1)}</t></is></c></row>`)
    expect(bomb.length).toBeLessThan(mostFileBytes)
    expect(problemOf(await read(bomb))).toBe('spreadsheet.too-big')
    const locked = compressed([{ name: 'xl/workbook.xml', text: '' }])
    new DataView(locked.buffer).setUint16(locked.length - 22 - 46 - 15 + 8, 1, true)
    expect(problemOf(await read(locked))).toBe('spreadsheet.locked')
    expect(problemOf(await read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])))).toBe('spreadsheet.old')
    expect(problemOf(await read(new Uint8Array()))).toBe('spreadsheet.empty')
    expect(problemOf(await read('Hello,\nworld'))).toBe('spreadsheet.no-columns')
    expect(problemOf(await read('prs_FirstName,prs_SecondName\n,,\n'))).toBe('spreadsheet.no-rows')
    expect(problemOf(await read(zip([{ name: 'word/document.xml', text: '<a/>' }])))).toBe(
      'spreadsheet.broken'
    )
    expect(problemOf(await read(foreign('<!DOCTYPE a [<!ENTITY b "c">]><row/>')))).toBe('spreadsheet.broken')
    const many = `prs_FirstName,prs_SecondName\n${Array.from({ length: mostImported + 1 }, (_, i) => `A,${i}`).join('\n')}`
    expect(problemOf(await read(many))).toBe('spreadsheet.too-many-rows')
  })
})

describe('the spellings of the toolkit', () => {
  it('are all taken: misspelt names, blanks at the end, Unaquainted, XK, labels, other separators', async () => {
    const file = [
      'prs_First_Name;prs_Second_Name;prs_Citizenship;vic_Methods_of_Control;vic_TraffickinStatusDecisionMakingOrg;vic_RelationshipToTrafficker;vic_ForcedLabourIndustry;prs_Gender;Nickname',
      'First Name;Second Name;Citizenship;Methods of Control;Trafficking Status Decision Making Organization;Relationship;Industry;Gender;Nickname',
      'Vera;Marković;"XK; Serbia ;NA";"DebtBondage ;Takes earnings;";Police;Unaquainted;"F_Construction;Education";feminine ;V'
    ].join('\r\n')
    const sheet = await read(`\ufeff${file}`)
    const [row] = rowsOf(sheet)
    expect(row).toMatchObject({ row: 3, faults: [] })
    expect(row!.read.coded).toEqual({
      citizenship: ['XK', 'RS', 'NA'],
      methodsOfControl: ['DebtBondage', 'TakesEarnings'],
      relationshipToTrafficker: 'Unacquainted',
      sector: 'F_Construction',
      gender: 'Feminine'
    })
    expect(row!.read.identity).toEqual({
      name: 'Vera Marković',
      story:
        'vic_TraffickinStatusDecisionMakingOrg: Police\nvic_ForcedLabourIndustry: F_Construction; P_Education'
    })
    expect(sheet.ok && sheet.unknown).toEqual(['Nickname'])
  })
  it('a column whose hidden name is missing is known by its label', async () => {
    const [row] = rowsOf(
      await read(
        'prs_FirstName,prs_SecondName,\nFirst Name,Second Name,Reason for Outgoing Referral\nA,B,Other\n'
      )
    )
    expect(row!.read.identity).toEqual({ name: 'A B', story: 'Reason for Outgoing Referral: Other' })
  })
  it('without a line of names the labels are enough', async () => {
    expect(rowsOf(await read('First Name\tMailing Zip/Postal Code\nA\t38267\n'))[0]!.read.identity).toEqual({
      name: 'A',
      contact: '38267'
    })
  })
  it('what Windows saved is read in its letters', async () => {
    const bytes = new Uint8Array([
      ...utf8('prs_FirstName,prs_SecondName\n'),
      0x8e,
      0x69,
      0x76,
      0x61,
      0x2c,
      0x4d,
      0x69,
      0x6c,
      0x69,
      0xe6
    ])
    expect(rowsOf(await read(bytes))[0]!.read.identity.name).toBe('Živa Milić')
  })
  it('each fault names its row and its column', async () => {
    const file = `prs_FirstName,prs_Gender,prs_Citizenship,prs_Birthdate,cas_IncomingReferralDate,vic_AgeWhenTrafficked,per_RoleInProcess,vic_TypeOfExploitation
A,Woman,XX,soon,yesterday,old,Abuser,"ForcedLabour;Magic"
B,Feminine,RS,2031-01-01,2026-02-03,17,,
B,Feminine,RS,,,17,,
B,Feminine,RS,,,17,,`
    const rows = rowsOf(await read(file))
    expect(rows.map(row => [row.row, row.faults.map(fault => `${fault.column} ${fault.code}`)])).toEqual([
      [
        2,
        [
          'prs_Gender not-in-list',
          'prs_Citizenship not-a-country',
          'prs_Birthdate not-a-day',
          'cas_IncomingReferralDate not-a-day',
          'vic_AgeWhenTrafficked not-a-number',
          'per_RoleInProcess suspect',
          'vic_TypeOfExploitation not-in-list'
        ]
      ],
      [3, ['prs_Birthdate day-ahead']],
      [4, []],
      [5, [' same-row']]
    ])
  })
})

const some = (list: readonly string[]) =>
  fc.option(fc.subarray([...list], { minLength: 1 }), { nil: undefined })
const one = (list: readonly string[]) => fc.option(fc.constantFrom(...list), { nil: undefined })
const coded = fc
  .record({
    gender: one(codeLists.genders),
    citizenship: some(['XK', 'RS', 'AL', 'NA', 'MD']),
    forms: some(traffickingForms),
    typesOfExploitation: some(codeLists.typesOfExploitation),
    typesOfSexualExploitation: some(codeLists.typesOfSexualExploitation),
    methodsOfControl: some(codeLists.methodsOfControl),
    recruitmentMethods: some(codeLists.recruitmentMethods),
    sector: one(codeLists.sectors),
    ageBand: one(ageBands)
  })
  .map(record => CodedRecord.parse(JSON.parse(JSON.stringify(record))))
const words = fc.string({
  unit: fc.constantFrom('=', '+', '@', '-', 'a', 'Ž', 'ë', '"', ';', ',', '<', ' '),
  minLength: 1,
  maxLength: 20
})
const out = (record: CodedRecord, identity?: object) => ({
  one: foldCase([fact('case-opened'), fact('person-recorded')])!,
  person: foldCase([fact('case-opened'), fact('person-recorded')])!.persons.find(
    person => person.id === she
  )!,
  coded: record,
  ...(identity && { identity }),
  owner: '=Ana',
  organisation: () => 'Kuća',
  settlement: () => 'Ranilug'
})

describe('out and in again', () => {
  it('the coded record is the same in the words of the standard, and no cell is a formula', async () => {
    await fc.assert(
      fc.asyncProperty(coded, fc.option(words, { nil: undefined }), async (record, name) => {
        const cells = rowOf(
          out(
            record,
            name === undefined ? undefined : { name, born: '5.3.1999.', contact: '+383 44 123-456' }
          )
        )
        expect(cells).toHaveLength(coreColumns.length)
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        const [row] = rowsOf(await read(writeXlsx([coreColumns, cells], 'HTCDS')))
        expect(row!.faults).toEqual([])
        const core = (from: CodedRecord) =>
          Object.fromEntries(
            Object.entries(toHtcds(from))
              .filter(([column]) => (coreColumns as readonly string[]).includes(column))
              .map(([column, value]) => [column, Array.isArray(value) ? value.toSorted() : value])
          )
        expect(core(row!.read.coded)).toEqual(core(record))
        if (name === undefined) expect(row!.read.identity.name).toBeUndefined()
        else expect(row!.read.identity).toMatchObject({ born: '1999-03-05', contact: '+38344123456' })
      }),
      { numRuns: 60 }
    )
  })
  it('has exactly the 37 columns of the template, and the places of the route', () => {
    expect(new Set(coreColumns).size).toBe(37)
    const cells = rowOf(
      out({
        events: [{ id: crypto.randomUUID(), type: 'Recruitment', country: 'XK', settlement: 'ranilug' }]
      })
    )
    expect(cells[coreColumns.indexOf('vic_LocationOfRecruitment')]).toBe('Ranilug, XK')
    expect(cells[coreColumns.indexOf('cas_CaseOwner')]).toBe("'=Ana")
    expect(cells[coreColumns.indexOf('prs_FirstName')]).toBe('')
  })
})

it('whatever the file is, there is an answer', async () => {
  const good = writeXlsx([coreColumns, rowOf(out({ gender: 'Feminine' }, { name: 'Vera M' }))], 'HTCDS')
  const broken = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 })
    .map(changes => {
      const bytes = new Uint8Array(good)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  const any = fc.uint8Array({ maxLength: 2000 }).map(bytes => new Uint8Array(bytes))
  const csv = fc
    .array(
      fc.array(fc.oneof(words, fc.constantFrom(...coreColumns), fc.string({ unit: 'binary' })), {
        maxLength: 6
      }),
      { maxLength: 6 }
    )
    .map(rows =>
      utf8(['prs_FirstName,prs_SecondName,prs_Birthdate', ...rows.map(row => row.join(','))].join('\n'))
    )
  const cut = fc.nat(good.length).map(length => good.slice(0, length))
  await fc.assert(
    fc.asyncProperty(fc.oneof(broken, any, csv, cut), async bytes => {
      const sheet = await read(bytes)
      if (sheet.ok) expect(sheet.rows.length).toBeGreaterThan(0)
      else expect(sheet.problem.code).toMatch(/^spreadsheet\./)
    }),
    { numRuns: 400 }
  )
})
