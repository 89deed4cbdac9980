-- What is typed into a month's brief is kept while it is written, sealed to whoever types it. A public brief belongs to no circle.
alter table access.drafts drop constraint drafts_of;
alter table access.drafts add constraint drafts_of check (
  (kind = 'call') = (of_case is null)
  and (of_circle is null or of_case is not null)
  and (of_circle is not null or kind = 'call' or kind like 'brief-%'));
