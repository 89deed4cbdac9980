export default {
  'identity-edit.open': 'Prikaži i izmeni ime i kontakt',
  'identity-edit.logged': 'Ovaj pogled je zabeležen. Ono što promenite važi odmah za sve na slučaju.',
  'identity-edit.save': 'Sačuvaj ime i kontakt',
  'identity-edit.merged': 'Sačuvano. Ostalo je i ono što je u međuvremenu izmenjeno: {name}.',
  'identity-edit.no-tokens':
    'Sačuvano. Ključ za poređenje vam još nije predat, pa drugi osobu i dalje nalaze po starim podacima.'
}
