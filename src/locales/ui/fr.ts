import type source from './sr-Latn.ts'

export default {
  skip: 'Aller au contenu',
  leave: 'Sortir',
  'leave.two': 'Sortir : appuyez encore deux fois',
  'leave.one': 'Sortir : appuyez encore une fois',
  back: 'Retour',
  home: 'Accueil',
  language: 'Langue',
  'language.now': 'Langue : {name}',
  'errors.title': 'Il manque quelque chose ici',
  'few-people': 'moins de 5',
  'hidden-few': 'caché pour protéger des personnes',
  slow: 'La connexion est lente. Nous essayons encore.',
  'not-found': 'Il n’y a rien ici pour vous.',
  'not-found.help': 'Si vous en avez besoin, demandez à la personne qui vous envoie.',
  'went-wrong': 'Nous n’avons pas pu ouvrir cela. Essayez encore.',
  'went-wrong.help': 'Si quelqu’un est en danger, n’attendez pas. Appelez.',
  'made-up': 'Tout est inventé ici. Aucune personne et aucun événement ne sont réels.'
} satisfies Record<keyof typeof source, string>
