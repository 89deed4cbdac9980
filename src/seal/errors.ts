/** Why sealing or opening was refused. A closed list: callers map a code to words in each language. */
export type SealCode =
  | 'not-sealed' // not an age file of the one kind we use, or cut short
  | 'cannot-open' // no key fits, or the bytes were changed
  | 'wrong-context' // opens, but belongs to another row, circle, epoch, purpose, revision or kind
  | 'bad-signature' // missing, false, or by someone who was not allowed to write this
  | 'bad-frame' // what is inside is not a canonical frame
  | 'bad-value' // a value that has no canonical JSON form
  | 'bad-key' // a key, root, recipient or salt of the wrong kind or length
  | 'bad-file' // size, SHA-256 or padding is not what the manifest says
  | 'bad-receipt'
  | 'bad-recovery-code'
  | 'too-big'
  | 'too-few-shares' // these shares, even all together, do not give the secret
  | 'insecure-context' // the browser hides crypto.subtle (page without TLS)
  | 'stopped'

/** The only error this library throws on purpose. Its message never holds content, keys or ids. */
export class SealError extends Error {
  readonly code: SealCode
  constructor(code: SealCode, message: string) {
    super(message)
    this.name = 'SealError'
    this.code = code
  }
}
