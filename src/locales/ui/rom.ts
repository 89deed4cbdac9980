import type source from './sr-Latn.ts'

export default {
  skip: 'Džan ko lafija',
  leave: 'Ikloven',
  'leave.two': 'Te ikloven: čhuven o naj panda dujvar',
  'leave.one': 'Te ikloven: čhuven o naj panda jekhvar',
  back: 'Palpale',
  home: 'Angluni patrin',
  language: 'Čhib',
  'language.now': 'Čhib: {name}',
  'errors.title': 'Akate vareso na resel',
  'few-people': 'zala katar 5',
  'hidden-few': 'garavdo te arakhen pe e manuša',
  slow: 'I linija si pohari. Panda probina.',
  'not-found': 'Akate naj khanči vaš tumenge.',
  'not-found.help': 'Ako trubul tumen, pučhen okoles kova bičhalgja tumen.',
  'went-wrong': 'Naštigjam te putera akava. Proben palem.',
  'went-wrong.help': 'Ako vareko si ano riziko, ma adžikeren. Akharen.',
  'made-up': 'Sa akate si gogjatar kerdo. Ni jekh manuš thaj ni jekh buti naj čači.'
} satisfies Record<keyof typeof source, string>
