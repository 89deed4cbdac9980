// The first questionnaires, as files that ship with Fener. They are proposals: nobody fills one in before the network puts it in use.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckedYaml } from '#kernel/checked-yaml.ts'
import { Form } from './form.ts'

export const shippedForms = ['profiling'] as const
export type ShippedForm = (typeof shippedForms)[number]

export const shippedForm = (name: ShippedForm): Form => {
  const home = process.env.FENER_HOME ?? process.cwd()
  const read = readCheckedYaml(
    readFileSync(join(home, 'strategy', 'questionnaires', `${name}.yaml`), 'utf8'),
    'network'
  )
  if (!read.ok) throw new Error(`the questionnaire ${name} that ships with Fener cannot be read`)
  return Form.parse(read.value)
}
