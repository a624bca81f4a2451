-- Where readers put what they read, as text, before it lands: one set of temporary tables per connection. An empty
-- text and NULL both mean "nothing there". Readers insert by name, so that columns may be left out.

-- One row: one ticket of the file.
create or replace temp table staged_tickets (
    key varchar not null,           -- the ticket's id in its help desk
    fidelity tinyint not null,      -- events.Fidelity
    knows smallint not null         -- events.Knows
);

-- One row: one dated fact. A ticket without a `created` event gets one at its earliest event.
create or replace temp table staged_events (
    key varchar not null,
    "at" bigint not null,           -- microseconds of UTC
    seq bigint not null,            -- the source's own order, for facts that share an instant
    kind tinyint not null,          -- events.Kind
    actor tinyint default 0,        -- events.Actor
    flags tinyint default 0,        -- events.Flag
    field varchar default '',       -- of a change: the field; of a message with text: 'text'
    value varchar default '',       -- what the field is changed to; what the message says
    person varchar default ''       -- who did it
);

-- One row: one value that a ticket has from its creation on.
create or replace temp table staged_openings (key varchar not null, field varchar not null, value varchar);

-- One row: the instant at which the export last saw a ticket, where it tells; several rows count as their latest.
create or replace temp table staged_seen (key varchar not null, "at" bigint not null);

-- One row: what a status means.
create or replace temp table staged_statuses (status varchar not null, category tinyint not null);

-- One row: the export's own verdict on a metric of a ticket: 'met' or 'breached'.
create or replace temp table staged_recorded (key varchar not null, metric varchar not null, verdict varchar not null);

-- One row: one place of the file that could not be read.
create or replace temp table staged_rejects (
    line bigint not null,           -- 1-based line (or row) of the file
    column_name varchar default '',
    value varchar default '',
    reason varchar not null
);
