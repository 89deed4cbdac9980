-- The list of cases shows what its reader chose last, wherever they open it. Codes of the filter alone; no address has to carry them.
alter table identity.desk_habits add column cases jsonb not null default '{}';
