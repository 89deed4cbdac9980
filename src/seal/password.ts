import { utf8, type Bytes } from './bytes.ts'
import { derive } from './derive.ts'

export type PasswordKeys = {
  /** Sent at sign-in; stored hashed once more. Opens nothing. */
  readonly auth: Bytes
  /** Wraps the account root; never sent. Independent of auth, so the server learns nothing of it. */
  readonly wrap: Bytes
}

/** Half a second of Argon2id. NFKC, so that the same password from another keyboard or phone is the same. */
export async function passwordKeys(password: string, salt: Uint8Array): Promise<PasswordKeys> {
  const { stretch } = await import('./argon2.ts')
  const root = await stretch(utf8(password.normalize('NFKC')), salt)
  return { auth: derive(root, 'fener/v1/password/auth'), wrap: derive(root, 'fener/v1/password/wrap') }
}
