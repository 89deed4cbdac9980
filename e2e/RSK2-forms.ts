// A questionnaire and a matrix as they lie in the database once they are in use, for the journeys of the field.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainTie, type SignTie } from '#risk/forms/sign-ties.ts'
import { ownersQuery } from './desk.ts'
import { home, type Running } from './fener.ts'

export const xformOf = (name: string) => readFileSync(join(home, 'e2e', `${name}.xml`), 'utf8')

const words = (en: string, sr: string, sq: string) => ({ en, 'sr-Latn': sr, sq })
const guidance = (withinHours: number | null, en: string, sr: string, sq: string) => ({
  text: words(en, sr, sq),
  withinHours
})

const matrix = {
  schema: 'fener-matrix/1',
  category: 'rk-trazioci-azila',
  title: words('Asylum seekers', 'Tražioci azila', 'Azilkërkuesit'),
  signs: [
    {
      code: 'papers-taken',
      words: words('Papers taken', 'Oduzeti papiri', 'Letra të marra'),
      weight: 4,
      severe: false,
      source: 'made up'
    },
    {
      code: 'threatened',
      words: words('Threatened', 'Prećeno', 'I kërcënuar'),
      weight: 8,
      severe: true,
      source: 'made up'
    }
  ],
  rules: [
    { when: 'any-severe', level: 'urgent' },
    { when: 'score', atLeast: 4, level: 'risk' }
  ],
  guidance: {
    none: guidance(null, 'Nothing more.', 'Ništa više.', 'Asgjë më shumë.'),
    watch: guidance(168, 'Look again.', 'Pogledajte opet.', 'Shikoni sërish.'),
    risk: guidance(48, 'Tell the team.', 'Javite timu.', 'Lajmëroni ekipin.'),
    urgent: guidance(1, 'Call now.', 'Pozovite odmah.', 'Thirrni tani.')
  }
}

/** What `RSK2-profile.xml` says of itself. */
export const profileTies = [plainTie('papers-taken', '/data/papers'), plainTie('threatened', '/data/threat')]

/** Puts a form into use, with its matrix in force or without one. Gives the form's row. */
export const putInUse = async (
  fener: Running,
  {
    name,
    formId,
    version,
    scored,
    title,
    ties
  }: {
    name: string
    formId: string
    version: string
    scored: boolean
    title: Record<string, string>
    /** As of one from elsewhere: the file says nothing of signs, somebody did. */
    ties?: readonly SignTie[]
  }
) => {
  const [who] = (await ownersQuery(
    fener,
    `select p.network_id as network, p.id as person from identity.people p order by p.joined_on, p.name limit 1`
  )) as { network: string; person: string }[]
  const { network, person } = who!
  const id = crypto.randomUUID()
  let matrixId: string | null = null
  if (scored) {
    matrixId = crypto.randomUUID()
    await ownersQuery(
      fener,
      `insert into risk.matrices (network_id, id, category, version, state, document, examples, begun_from, made_by, made_at, edited_by, edited_at,
         met_on, adoption, adopted_by, adopted_at, in_force_by, in_force_at)
       values ($1, $2, 'rk-trazioci-azila', 1, 'in-force', $3, '[]', 'file', $4, now(), $4, now(), current_date, '{}', $4, now(), $4, now())`,
      [network, matrixId, JSON.stringify(matrix), person]
    )
  }
  await ownersQuery(
    fener,
    `update risk.forms set state = 'retired', retired_on = current_date where form_id = $1 and state = 'in-use'`,
    [formId]
  )
  await ownersQuery(
    fener,
    `insert into risk.forms (network_id, id, form_id, version, state, xform, hash, title, languages, questions, matrix_id, matrix_version, ties,
       made_by, made_at, edited_by, edited_at, used_on)
     values ($1, $2, $3, $4, 'in-use', $5, md5($5), $6, '{sr-Latn,sq,en,ar}', 6, $7, $8, $10, $9, now(), $9, now(), current_date)`,
    [
      network,
      id,
      formId,
      version,
      xformOf(name)
        .replace('version="1"', `version="${version}"`)
        .replace(ties ? / fener:sign="[^"]*"/g : /$^/, ''),
      JSON.stringify(title),
      matrixId,
      matrixId && 1,
      person,
      ties ? JSON.stringify(ties) : null
    ]
  )
  return id
}
