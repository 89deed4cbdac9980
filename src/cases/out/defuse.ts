// A cell that begins with = + - @ is a formula to whoever opens the file, and may send what stands beside it away. An apostrophe in
// front makes it text; coming back it is taken off again, so that nothing is changed on the way.

/** Also behind blanks and apostrophes, and the wide forms that some programs read alike. */
const dangerous = /^['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/

export const defused = (text: string): string => (dangerous.test(text) ? `'${text}` : text)
export const undefused = (text: string): string =>
  text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text
