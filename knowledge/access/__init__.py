"""Who a person is to the hub: roles by region, and the doors of the admin."""
