/** The longest answers, in characters. A file of its own because the public script carries no zod. */
export const longest = {
  what: 200_000,
  where: 2_000,
  name: 200,
  contact: 300,
  phone: 30,
  hours: 200,
  word: 60,
  fileName: 255
}
