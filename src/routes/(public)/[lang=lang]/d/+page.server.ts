// Checking a proof of filing: pasted, answered in sentences, nothing kept. The same with script and without.
import { withForm } from '#app/form.server.ts'
import { checkProof, proofKey } from '#reports/prove-filing.server.ts'
import { intakeNow } from '../../intake.server.ts'

export const load = () => ({ proofKey: proofKey() })

export const actions = {
  default: ({ request, locals }) =>
    withForm(request, async ({ form }) => {
      const text = String(form.get('text') ?? '')
      const { verdict, proof } = await checkProof(intakeNow(locals).network, text)
      return { text, verdict, arrived: proof?.arrived, made: proof?.made, entry: proof?.entry }
    })
}
