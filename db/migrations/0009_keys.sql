-- A new key when somebody leaves (docs/decisions/0008-new-keys.md), and the way back in with the printed kit (0007).

-- Set when somebody who held the key leaves: the next holder whose desk is open makes a new one. Only the fact stands here.
alter table access.circles add column renew_since timestamptz;

-- The root of the epoch before, sealed to this epoch's own key: who holds the new key reads the old content.
alter table access.circle_epochs add column previous bytea;
alter table access.circle_epochs add constraint circle_epochs_previous check ((epoch = 1) = (previous is null));
-- The public seals to a team's key and need not see how its keys hang together.
revoke select on access.circle_epochs from fener_reader;
grant select (network_id, circle_id, epoch, recipient) on access.circle_epochs to fener_reader;

-- HMAC under the circle's root over account and recipient (seal/vouch.ts): with it a colleague's browser knows that this key
-- number was compared, and the server, which holds no root, cannot name a key of its own. Null in wraps older than this file.
alter table access.wraps add column vouch bytea check (length(vouch) = 32);

-- A keeper who is at the desk makes the new key too, and still sees no row of the circle.
do $$
declare
  within text := $p$network_id = nullif(current_setting('fener.network_id', true), '')::uuid$p$;
  mine   text := $p$ any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])$p$;
  kept   text := $p$ any (string_to_array(nullif(current_setting('fener.kept', true), ''), ',')::uuid[])$p$;
begin
  execute format('alter policy reach on access.circles using (%s and (kind in (''intake'', ''coordination'') or id = %s or id = %s)) with check (%s and (id = %s or id = %s))', within, mine, kept, within, mine, kept);
  execute format('alter policy reach on access.circle_epochs with check (%s and (circle_id = %s or circle_id = %s))', within, mine, kept);
end $$;

-- Who left may come back, or lost their kit and starts anew: the address is free again, the old account stays in the records.
drop index identity.people_email;
create unique index people_email on identity.people (network_id, lower(email)) where left_at is null;
