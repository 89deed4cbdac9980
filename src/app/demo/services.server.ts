// What help there is in the made-up year: entered by those who give it, with how many places are free.
import { Programme, type OfferedService } from '#services/index.ts'
import { recordProgramme } from '#services/record-programme.server.ts'
import { recordService, sayFree } from '#services/record-service.server.ts'
import type { DemoPerson } from './cases.server.ts'

const workdays: OfferedService['hours'] = {
  kind: 'weekly',
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '16:00'
}
const usual: Pick<
  OfferedService,
  'languages' | 'forWhom' | 'papersAsked' | 'hours' | 'staffPhone' | 'isPublic'
> = {
  languages: ['sr', 'sq'],
  forWhom: [],
  papersAsked: false,
  hours: workdays,
  staffPhone: '038 000 100',
  isPublic: true
}

type Offered = { by: string; free?: number; service: OfferedService }
const offered: readonly Offered[] = [
  {
    by: 'Lule Krasniqi',
    free: 2,
    service: {
      ...usual,
      kind: 'shelter',
      name: { sr: 'Smeštaj u sigurnoj kući', sq: 'Strehim në shtëpi të sigurt', en: 'A safe house' },
      about: {
        sr: 'Soba, hrana i neko uz vas danju i noću. Deca mogu doći s vama.',
        sq: 'Dhomë, ushqim dhe dikush pranë jush ditë e natë. Fëmijët mund të vijnë me ju.',
        en: 'A room, food and somebody beside you day and night. Children can come with you.'
      },
      forWhom: ['women', 'children'],
      hours: { kind: 'always' },
      publicPhone: '038 000 111',
      places: 6
    }
  },
  {
    by: 'Arta Hoxha',
    free: 1,
    service: {
      ...usual,
      kind: 'shelter',
      name: { sr: 'Soba za hitan prijem', sq: 'Dhomë për pranim urgjent', en: 'A room for the first nights' },
      about: {
        sr: 'Nekoliko noći u miru, uz lekara, dok se ne nađe drugo mesto.',
        sq: 'Disa netë në qetësi, pranë mjekut, derisa të gjendet vend tjetër.',
        en: 'A few quiet nights beside a doctor, until another place is found.'
      },
      hours: { kind: 'always' },
      publicPhone: null,
      isPublic: false,
      places: 2
    }
  },
  {
    by: 'Arta Hoxha',
    service: {
      ...usual,
      kind: 'medical',
      languages: ['sr', 'sq', 'tr'],
      name: { sr: 'Pregled bez pitanja', sq: 'Kontroll pa pyetje', en: 'A doctor without questions' },
      about: {
        sr: 'Lekar vas pregleda. Niko ne pita za ime ni za dokumenta.',
        sq: 'Mjeku ju kontrollon. Askush nuk pyet për emrin as për dokumentet.',
        en: 'A doctor sees you. Nobody asks for a name or papers.'
      },
      publicPhone: '038 000 133',
      places: null
    }
  },
  {
    by: 'Goran Simić',
    service: {
      ...usual,
      kind: 'legal',
      languages: ['sr', 'sq', 'en', 'ar'],
      name: { sr: 'Advokat bez naplate', sq: 'Avokat pa pagesë', en: 'A lawyer who costs nothing' },
      about: {
        sr: 'Neisplaćena plata, oduzeta dokumenta, sud. Kažemo šta možete.',
        sq: 'Pagë e papaguar, dokumente të marra, gjykatë. Ju themi çfarë mundeni.',
        en: 'Unpaid wages, papers taken, a court. We say what you can do.'
      },
      publicPhone: '038 000 122',
      places: null
    }
  }
]

export const offerServices = async (people: readonly DemoPerson[], today: string) => {
  for (const { by, free, service } of offered) {
    const { actor } = people.find(p => p.name === by)!
    const id = crypto.randomUUID()
    await recordService(actor, {
      id,
      organisation: actor.organisation,
      rev: 0,
      service
    })
    if (free !== undefined) await sayFree(actor, { service: id, free })
  }
  const { actor } = people.find(p => p.name === 'Lule Krasniqi')!
  await recordProgramme(actor, {
    id: crypto.randomUUID(),
    organisation: actor.organisation,
    rev: 0,
    programme: Programme.parse({
      kind: 'job-training',
      name: { sr: 'Krojenje, tri meseca', sq: 'Rrobaqepësi, tre muaj', en: 'Tailoring, three months' },
      about: {
        sr: 'Obuka u maloj grupi, sa plaćenim putem i čuvanjem dece.',
        sq: 'Trajnim në grup të vogël, me udhëtim të paguar dhe kujdes për fëmijët.',
        en: 'Training in a small group, with the way paid and somebody for the children.'
      },
      places: 8,
      startsOn: `${today.slice(0, 4)}-01-15`,
      endsOn: `${today.slice(0, 4)}-12-15`,
      cents: 640_000
    })
  })
}
