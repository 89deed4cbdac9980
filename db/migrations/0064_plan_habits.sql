-- How somebody likes the board of the plan: the view, whose tasks, which. With the account and not in the address, since it may name a person.
alter table identity.desk_habits add column plan jsonb not null default '{}';
