-- What is being typed, anywhere on the desk, sealed to whoever types it. The calls' drafts were the first; cases keep theirs in the same place.
alter table line.drafts set schema access;
alter table access.drafts
  add column kind text not null default 'call' check (kind in ('call', 'case-step', 'case-person', 'case-story')),
  add column of_case uuid,                            -- which case it is about; no word of it
  add column of_circle uuid,                          -- whoever is no longer in this circle does not get the draft either
  add constraint drafts_of check ((kind = 'call') = (of_case is null) and (of_case is null) = (of_circle is null));
create index drafts_of on access.drafts (network_id, account_id, kind, of_case);
drop policy own on access.drafts;
create policy own on access.drafts for all to fener_app
  using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid
              and (of_circle is null
                   or of_circle = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])))
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid
              and (of_circle is null
                   or of_circle = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])));
