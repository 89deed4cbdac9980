export default {
  'case-tab.all': 'Strane slučaja',
  'case-tab.overview': 'Pregled',
  'case-tab.plan': 'Plan podrške',
  'case-tab.consents': 'Saglasnosti',
  'case-tab.record': 'Evidencija',
  'plan-tab.empty': 'Još ništa nije planirano.'
}
