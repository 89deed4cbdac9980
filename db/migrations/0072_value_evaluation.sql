-- A value entered by hand may rest on a published evaluation, chosen and not only told in words (docs/decisions/0033-evaluations.md).
alter table plan.indicator_values add column evaluation uuid;
alter table plan.indicator_values add foreign key (network_id, evaluation) references plan.evaluations;
