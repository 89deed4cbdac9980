// What is said on the telephone about a submission that has not arrived yet: it follows from its id, so the phone on the hill and the desk
// in town say the same word without having spoken. Words of sky and land, ASCII, in no other list: nobody takes it for a case or a report.
const words = (
  'oblak mesec zvezda talas potok jezero planina dolina livada ostrvo vodopad izvor kamen skoljka biser cilibar granit mermer ' +
  'laguna stena obala recica proplanak vidik zora sumrak poljana pecina greben kanjon fjord gejzir'
).split(' ')

/** `id` is a UUID, random: its first eight hexadecimal digits choose. */
export const spokenCode = (id: string): string => {
  const drawn = parseInt(id.replaceAll('-', '').slice(0, 8), 16)
  return `${words[drawn % words.length]}-${(Math.floor(drawn / words.length) % 999) + 1}`
}
