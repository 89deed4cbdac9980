// Who can be tried in the made-up year. The passwords and secrets are public on purpose: nothing behind them is real.
import { Secret, TOTP } from 'otpauth'
import type { Role } from '#kernel/actor.ts'

export type DemoAccount = { email: string; name: string; role: Role; organisation: string; secret: string }
export const password = 'izmisljena lozinka'

const person = (name: string, role: Role, organisation: string, index: number): DemoAccount => ({
  email: `${name.split(' ')[0]!.toLowerCase().replaceAll('š', 's').replaceAll('ž', 'z')}@primer.example`,
  name,
  role,
  organisation,
  secret: new Secret({ buffer: new Uint8Array(20).fill(index + 11).buffer }).base32
})

export const organisations = [
  {
    key: 'opstina',
    name: { sr: 'Opština Ranilug', sq: 'Komuna e Ranillugut', en: 'Municipality of Ranilug' },
    kind: 'municipality',
    help: []
  },
  {
    key: 'mreza',
    name: { sr: 'Mreža „Help Me“', sq: 'Rrjeti „Help Me“', en: '“Help Me” network' },
    kind: 'network',
    help: ['psychological']
  },
  {
    key: 'csr',
    name: { sr: 'Centar za socijalni rad', sq: 'Qendra për punë sociale', en: 'Centre for Social Work' },
    kind: 'social-work',
    help: ['physical']
  },
  {
    key: 'kuca',
    name: { sr: 'Sigurna kuća', sq: 'Strehimorja', en: 'Shelter' },
    kind: 'shelter',
    help: ['shelter']
  },
  {
    key: 'pravna',
    name: { sr: 'Besplatna pravna pomoć', sq: 'Ndihma juridike falas', en: 'Free legal aid' },
    kind: 'legal-aid',
    help: ['legal', 'immigration']
  },
  {
    key: 'dom',
    name: { sr: 'Dom zdravlja', sq: 'Shtëpia e shëndetit', en: 'Health centre' },
    kind: 'health',
    help: ['medical']
  }
] as const

export const accounts: readonly DemoAccount[] = [
  person('Jelena Marković', 'coordinator', 'opstina', 0),
  person('Mirjana Stojanović', 'operator', 'mreza', 1),
  person('Dragan Petković', 'operator', 'mreza', 2),
  person('Ana Petrović', 'case-manager', 'csr', 3),
  person('Vesna Ristić', 'case-manager', 'csr', 4),
  person('Lule Krasniqi', 'provider', 'kuca', 5),
  person('Besa Gashi', 'provider', 'kuca', 6),
  person('Goran Simić', 'provider', 'pravna', 7),
  person('Arta Hoxha', 'provider', 'dom', 8),
  person('Marko Ilić', 'monitoring-officer', 'opstina', 9),
  person('Teuta Berisha', 'monitoring-officer', 'opstina', 10),
  person('Nenad Tasić', 'administrator', 'opstina', 11),
  person('Sadije Bytyqi', 'field-worker', 'mreza', 12)
]

const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 })
export const codeNow = (secret: string, at = new Date()): string =>
  totp(secret).generate({ timestamp: at.getTime() })

/** Prints who can sign in, with the codes of this half minute; Enter prints fresh ones. */
export const printAccounts = (receipt?: string): void => {
  const print = () => {
    console.log(
      `\nMade-up year. Password for all: ${password}. Sign in at /sr/sign-in. Enter shows fresh codes.`
    )
    for (const { email, name, role, secret } of accounts)
      console.log(`  ${codeNow(secret)}  ${email.padEnd(26)} ${name} (${role})`)
    if (receipt) console.log(`A witness's receipt, for /sr/r: ${receipt}`)
  }
  print()
  if (process.stdin.isTTY) process.stdin.on('data', print)
}
