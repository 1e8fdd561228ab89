-- case: own materialization

-- refused: models/orders.sql:1:1 Cannot build model 'orders': there is no materialization 'cube'. Use view, table, incremental, ephemeral or materialized_view.
