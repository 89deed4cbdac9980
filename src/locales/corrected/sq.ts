import type source from './sr-Latn.ts'

export default {
  'identity-edit.open': 'Shfaq dhe ndrysho emrin dhe kontaktin',
  'identity-edit.logged': 'Ky shikim u shënua. Ajo që ndryshoni vlen menjëherë për të gjithë në rast.',
  'identity-edit.save': 'Ruaj emrin dhe kontaktin',
  'identity-edit.merged': 'U ruajt. Mbeti edhe ajo që u ndryshua ndërkohë: {name}.',
  'identity-edit.no-tokens':
    'U ruajt. Çelësi për krahasim ende nuk ju është dorëzuar, prandaj të tjerët e gjejnë personin ende sipas të dhënave të vjetra.',
  'correction.title': 'Korrigjim: {what}',
  'correction.taken-back-title': 'Tërhiq korrigjimin: {what}',
  'correction.stays': 'Shënimi i parë mbetet i dukshëm. Korrigjimi qëndron pranë tij, me arsyen.',
  'correction.how': 'Çfarë nuk është e saktë?',
  'correction.otherwise': 'Ka qenë ndryshe',
  'correction.not': 'Kjo nuk ka ndodhur',
  'correction.why': 'Pse korrigjohet (e kyçur)',
  'correction.why-back': 'Pse tërhiqet korrigjimi (e kyçur)',
  'correction.save': 'Ruaj korrigjimin',
  'correction.same': 'Asgjë nuk u ndryshua. Ndryshoni atë që nuk është e saktë.',
  'correction.begin': 'Korrigjo',
  'correction.begin-what': 'Korrigjo: {what}',
  'correction.take-back': 'Tërhiq korrigjimin',
  'correction.of': 'Korrigjon: {what}, {day}',
  'correction.instead': 'U korrigjua: {name}, {day}',
  'correction.did-not': 'Nuk ka ndodhur.',
  'correction.taken-back': 'Ky korrigjim u tërhoq. Vlen ajo që ishte para tij.',
  'correction.on-day': 'dita: {day}',
  'correction.why-link': 'Pse',
  'case.correction-why': 'Shkruani pse korrigjohet.'
} satisfies Record<keyof typeof source, string>
