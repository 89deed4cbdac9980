import { expect, test } from 'vitest'
import { answer, readQuestion } from './counts.ts'
import { answerScan } from './places-answer.ts'
import { readScan } from './places.ts'

const params = JSON.stringify({ range: [4, 5], freq: 52, params: { baseline: 3, alpha: 0.001 } })
const plain = 't,epoch,observed\n1,1,1\n2,2,2\n3,3,3\n4,4,\n5,5,9\n'
const said = (csv: string, json = params) => answer(readQuestion('earsC', csv, json))

test('answers every period, empty where nothing is said', () => {
  expect(said(plain, params.replace('4,5', '4,4'))).toBe(
    't,observed,upperbound,alarm\n1,1,,\n2,2,,\n3,3,,\n4,,5.09023230617,\n5,9,,\n'
  )
})

test.each([
  ['a byte-order mark and CRLF', `\uFEFF${plain.replaceAll('\n', '\r\n')}`],
  ['semicolons', plain.replaceAll(',', ';')],
  ['quotes', plain.replace(/^(\d),(\d),(\d)$/gm, '"$1","$2","$3"')],
  ['another order and more columns', 'note,observed,t\n,1,1\n"a, b",2,2\n"a\nb",3,3\n,NA,4\n,9,5\n'],
  ['no last line end, empty lines', `${plain.trim()}\n\n`]
])('reads %s', (_, csv) => expect(said(csv)).toBe(said(plain)))

test.each([
  ['', 'the table is empty'],
  ['t,epoch\n1,1\n', 'the column "observed" is missing'],
  ['t,observed\n', 'the table has a heading and no rows'],
  ['t,observed\n1,2\n3,1\n', 'row 3: t is 3, where 2 was expected'],
  ['t,observed\n1,2\n2,many\n', 'row 3: observed is "many", not a number'],
  ['t,observed\n1,-2\n', 'row 2: observed is -2, less than 0'],
  ['t,observed\n1,2.5\n', 'row 2: observed is 2.5, not a whole number'],
  ['t,observed\n1\n', 'row 2: 1 cells, but the heading has 2'],
  ['t,t,observed\n1,1,1\n', 'the column "t" is there twice'],
  ['t,observed\n1,"2\n', 'row 2: a quote is opened and never closed']
])('refuses %j', (csv, why) => expect(() => said(csv)).toThrow(why))

test.each([
  ['{', 'the parameters are not JSON'],
  ['[]', 'parameter file:'],
  ['{"range":[3,9]}', 'parameter range: 3 to 9 does not lie within the 5 periods'],
  ['{"params":{"method":"C4"}}', 'parameter method:'],
  ['{"params":{"baseline":2}}', 'parameter baseline:'],
  ['{"params":{"alpha":"low"}}', 'parameter alpha:']
])('refuses parameters %s', (json, why) => expect(() => said(plain, json)).toThrow(why))

test('a misspelt parameter is told', () => {
  const { remarks } = readQuestion('earsC', plain, '{"params":{"basline":7}}')
  expect(remarks).toEqual(['"basline" is no parameter of earsC; it was not used'])
})

const squares = 'idx,x_km,y_km,population,cases\n1,0,0,100,9\n2,1,0,100,0\n3,0,5,100,1\n4,9,9,100,0\n'

test('a cluster that stands out is found, by the same seed with the same p', () => {
  const scan = (json: string) => answerScan(readScan('kulldorff', squares, json).question) as never
  const json = '{"model":"poisson","n_sim":99,"seed":4}'
  const found: { most_likely: object; secondary: unknown[] } = scan(json)
  expect(found.most_likely).toMatchObject({ idx: [1], observed: 9, expected: 2.5, p: 0.01 })
  expect(found).toEqual(scan(json))
  const binomial: { most_likely: object } = scan('{"model":"binomial","n_sim":99}')
  expect(binomial.most_likely).toMatchObject({ idx: [1], p: 0.01 })
})

test.each([
  [squares.replace('9,9,100,0', '9,9,100,x'), '{}', 'row 5: cases is "x", not a number'],
  [squares.replaceAll(/,\d+$/gm, ',0'), '{}', 'there are no cases'],
  [squares, '{"pop_upper_bound":2}', 'parameter pop_upper_bound:'],
  [squares.replace('100,9', '5,9'), '{"model":"binomial"}', 'row 2: more cases than population']
])('refuses places: %#', (csv, json, why) => expect(() => readScan('kulldorff', csv, json)).toThrow(why))

test.each([
  ['rate,neighbours\n1,2\n2,1\n3,9\n4,1\n', 'row 4: neighbour "9" is no other region'],
  ['rate,neighbours\n1,2\n1,1\n1,1\n1,1\n', 'all rates are the same'],
  ['rate,neighbours\n1,2\n2,1\n', '2 regions are too few']
])('refuses neighbours: %#', (csv, why) => expect(() => readScan('moran', csv, '{}')).toThrow(why))

test('space and time need every place in every period', () => {
  const csv = 'year,county,count,lon,lat\n1,a,1,0,0\n2,a,2,0,0\n1,b,0,1,1\n'
  expect(() => readScan('space-time', csv, '{}')).toThrow('b has no row for year 2')
})
