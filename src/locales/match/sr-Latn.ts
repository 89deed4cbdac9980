export default {
  'case-list.status': 'Stanje',
  'case-list.open': 'Svi koji nisu zatvoreni',
  'case-list.stage': 'Korak',
  'case-list.any-stage': 'Svaki korak',
  'case-list.risk': 'Rizik',
  'case-list.any-risk': 'Svaki rizik',
  'case-list.whose': 'Čiji',
  'case-list.everybodys': 'Svi na kojima radim',
  'case-list.mine': 'Koje ja vodim',
  'case-list.code': 'Kodna reč',
  'case-list.late': 'Samo ono što kasni',
  'case-list.find': 'Prikaži',
  'case-list.all': 'Prikaži sve',
  'case-list.none': 'Nijedan slučaj nije takav.',
  'case-list.more': 'Prikaži još',
  'case-list.lead': 'vodi {name}',
  'case-list.nothing-waits': 'Ništa ne čeka.'
}
