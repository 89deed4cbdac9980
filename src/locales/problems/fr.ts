import type { PublicProblem } from './index.ts'

export default {
  'common.not-found':
    'Il n’y a rien ici pour vous. Si vous en avez besoin, demandez à la personne qui vous envoie.',
  'common.offline': 'Pas de connexion. Ce que vous avez écrit est encore ici. Essayez encore.',
  'common.failed': 'Cela n’a pas marché. Ce que vous avez écrit est encore ici. Essayez encore.',
  'common.away': 'Les données ne répondent pas en ce moment. Attendez une demi-minute et essayez encore.',
  'input.too-big': 'C’est trop en une fois. Faites plus court.',
  'input.foreign-origin': 'Cette demande ne vient pas de cette page.',
  'report.wrong-recipients':
    'Le message n’est pas verrouillé pour l’équipe d’accueil. Ouvrez la page à nouveau.',
  'not-found': 'Il n’y a rien ici pour vous.',
  gone: 'Ce n’est plus ici.',
  busy: 'Beaucoup de gens écrivent en ce moment. Attendez une minute et essayez encore.',
  unexpected: 'Nous n’avons pas pu enregistrer. C’est encore ici. Essayez encore, ou notez {id}.',
  'no-signal': 'Pas de signal. Vos mots sont encore sur cette page. Ne la fermez pas.',
  'input.malformed': 'Nous ne pouvons pas lire une partie de ceci. Regardez encore une fois.',
  'input.unknown-field': 'Cette page est trop ancienne. Ouvrez-la à nouveau.',
  'flood.work':
    'Beaucoup de messages viennent de votre connexion. Ouvrez la page à nouveau et envoyez encore une fois.',
  'flood.wait':
    'Beaucoup de messages viennent de votre connexion. Attendez {n, plural, one {# seconde} other {# secondes}}, puis appuyez encore une fois sur «\u00a0Envoyer\u00a0». Ce que vous avez écrit est encore ici. Choisissez les fichiers à nouveau.',
  'flood.files':
    'Beaucoup de fichiers viennent de votre connexion. Attendez {n, plural, one {# seconde} other {# secondes}}, puis continuez.',
  'report.empty': 'Écrivez ce qui s’est passé, ou ajoutez une photo ou un fichier',
  'report.too-big': 'Le texte est trop long à verrouiller. Faites plus court, ou envoyez-le en deux fois.',
  'report.sent-before':
    'Ceci est déjà arrivé et n’a pas été envoyé une deuxième fois. Le code a été affiché à ce moment et ne peut plus l’être. Si vous ne l’avez pas vu, ou si vous avez changé quelque chose, appuyez encore une fois sur « Envoyer » : cela part alors comme un nouveau signalement, avec un nouveau code.',
  'report.circle':
    'L’équipe d’accueil vient de changer sa clé. Appuyez encore une fois sur «\u00a0Envoyer\u00a0».',
  'report.write-what-or-add-file': 'Écrivez ce qui s’est passé, ou ajoutez une photo ou un fichier',
  'report.too-long': 'C’est trop long. Faites plus court, envoyez le reste dans un nouveau message.',
  'report.too-many-files': 'Vous pouvez ajouter 20 fichiers au plus.',
  'report.file-not-readable': 'Nous ne pouvons pas lire un fichier. Retirez-le, ou choisissez-en un autre.',
  'report.phone-not-readable': 'Écrivez le numéro en chiffres, ou choisissez la réponse avec un code.',
  'report.safe-hours-missing': 'Écrivez quand il est sûr d’appeler.',
  'report.safe-word-missing': 'Écrivez un mot de sécurité, pour savoir que c’est nous.',
  'report.nobody-left':
    'Ainsi, personne ne reste pour lire ceci. Laissez au moins une organisation, ou appelez.',
  'report.write-where': 'Écrivez où c’est, ou passez.',
  'report.choose-from-list': 'Choisissez une des réponses proposées.',
  'receipt.unknown': 'Ce code n’ouvre rien. Vérifiez les chiffres.',
  'receipt.wait':
    'Beaucoup de codes faux sont venus d’ici. Attendez 10 minutes. Votre code n’est pas bloqué.',
  'proof.not-yet': 'L’inscription au journal est encore en cours. Réessayez dans quelques secondes.',
  'file.too-big': 'Le fichier dépasse 200 MB. Envoyez-en un plus petit. Vos mots sont encore sur cette page.',
  'file.too-big-here':
    'Sans scripts, nous prenons 40 Mo en tout. Choisissez des fichiers plus petits, ou autorisez les scripts. Vos mots sont toujours ici.',
  'file.empty': 'Le fichier est vide, il n’y a rien dedans. Choisissez-en un autre. Le reste est encore ici.',
  'file.unreadable':
    'Le téléphone ne peut pas ouvrir ce fichier. Choisissez-en un autre. Le reste est encore ici.'
} satisfies Record<PublicProblem, string>
